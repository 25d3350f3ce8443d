namespace Headwater.Laws;

/// <summary>
/// The fit of y = E + A·z with E ≥ 0 and A of either sign, by least absolute deviations of ln y: a few rounds of reweighted least squares. Values are
/// relative to the curve's last one.
/// </summary>
internal readonly record struct FloorFit(double Floor, double Amplitude, double Cost)
{
    private const int Rounds = 5;

    // Deviations below a tenth of a percent weigh alike.
    private const double LeastDeviation = 1e-3;
    private const double LeastValue = 1e-6;
    private const double LeastDeterminant = 1e-14;

    /// <summary>Fits <paramref name="values"/> (y over the last y) by the basis <paramref name="z"/>; <paramref name="logs"/> are the logarithms of the values.</summary>
    public static FloorFit Of(ReadOnlySpan<double> z, ReadOnlySpan<double> values, ReadOnlySpan<double> logs)
    {
        Span<double> weights = z.Length <= 256 ? stackalloc double[z.Length] : new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            weights[i] = 1 / (values[i] * values[i]);
        }

        double floor = 0;
        double amplitude = 0;
        double cost = 0;
        for (int round = 0; round < Rounds; round++)
        {
            (floor, amplitude) = Solve(z, values, weights);
            cost = 0;
            for (int i = 0; i < z.Length; i++)
            {
                double predicted = Math.Max(floor + (amplitude * z[i]), LeastValue);
                double deviation = Math.Abs(Math.Log(predicted) - logs[i]);
                cost += deviation;
                weights[i] = 1 / (predicted * predicted * Math.Max(deviation, LeastDeviation));
            }
        }

        return new(floor, amplitude, cost);
    }

    /// <summary>ln of the value over the last one.</summary>
    public double At(double z) => Math.Log(Math.Max(Floor + (Amplitude * z), LeastValue));

    private static (double Floor, double Amplitude) Solve(ReadOnlySpan<double> z, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double w = 0;
        double wz = 0;
        double wzz = 0;
        double wy = 0;
        double wzy = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double weighted = weights[i] * z[i];
            w += weights[i];
            wz += weighted;
            wzz += weighted * z[i];
            wy += weights[i] * values[i];
            wzy += weighted * values[i];
        }

        double determinant = Math.Max((w * wzz) - (wz * wz), LeastDeterminant);
        double amplitude = ((w * wzy) - (wz * wy)) / determinant;
        double floor = (wy - (amplitude * wz)) / w;
        return floor < 0 ? (0, wzy / Math.Max(wzz, LeastDeterminant)) : (floor, amplitude);
    }
}
