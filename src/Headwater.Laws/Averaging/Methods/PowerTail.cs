namespace Headwater.Laws;

/// <summary>y = E + A·x^(−α), E ≥ 0 and A of either sign: a falling loss or a rising score with a limit. α is chosen from a grid.</summary>
internal sealed class PowerTail : ITailLaw
{
    private static readonly double[] Exponents = LogGrid.Between(0.03, 2.5, 14);

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        double[] logs = [.. curve.Values.Select(value => value - curve.Values[^1])];
        double[] values = [.. logs.Select(Math.Exp)];
        double[] z = new double[curve.Count];
        FloorFit best = default;
        double chosen = double.NaN;
        foreach (double exponent in Exponents)
        {
            for (int i = 0; i < z.Length; i++)
            {
                z[i] = Math.Exp(-exponent * (curve.Scales[i] - curve.End));
            }

            FloorFit fit = FloorFit.Of(z, values, logs);
            if (double.IsNaN(chosen) || fit.Cost < best.Cost)
            {
                (best, chosen) = (fit, exponent);
            }
        }

        for (int i = 0; i < distances.Length; i++)
        {
            forecast[i] = curve.Values[^1] + best.At(Math.Exp(-chosen * distances[i]));
        }
    }
}
