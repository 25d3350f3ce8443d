namespace Headwater.Laws;

/// <summary>y = E + A/(1 + (x/x0)^b), E ≥ 0 and A of either sign: an S in ln x, from one plateau to another. The rate b and the middle x0 are chosen from a grid.</summary>
internal sealed class SigmoidTail : ITailLaw
{
    private const double Reach = 50;

    private static readonly double[] Rates = LogGrid.Between(0.2, 2.5, 8);

    // Where the middle may lie, in ln of the scale relative to the end of the curve.
    private static readonly double[] Middles = LogGrid.Even(-4, 2, 13);

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        double[] logs = [.. curve.Values.Select(value => value - curve.Values[^1])];
        double[] values = [.. logs.Select(Math.Exp)];
        double[] z = new double[curve.Count];
        (FloorFit Fit, double Rate, double Middle) best = (new(0, 0, double.PositiveInfinity), 0, 0);
        foreach (double middle in Middles)
        {
            foreach (double rate in Rates)
            {
                for (int i = 0; i < z.Length; i++)
                {
                    z[i] = Step(curve.Scales[i] - curve.End, rate, middle);
                }

                FloorFit fit = FloorFit.Of(z, values, logs);
                if (fit.Cost < best.Fit.Cost)
                {
                    best = (fit, rate, middle);
                }
            }
        }

        for (int i = 0; i < distances.Length; i++)
        {
            forecast[i] = curve.Values[^1] + best.Fit.At(Step(distances[i], best.Rate, best.Middle));
        }
    }

    private static double Step(double distance, double rate, double middle) => 1 / (1 + Math.Exp(Math.Clamp(rate * (distance - middle), -Reach, Reach)));
}
