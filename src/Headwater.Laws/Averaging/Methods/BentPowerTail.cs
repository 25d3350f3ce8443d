namespace Headwater.Laws;

/// <summary>M3 of Alabdulmohsin et al. 2022 (arXiv:2209.06640): y = b·(1/x + g)^c, a power law that bends to a floor. g is chosen from a grid, the rest is a line.</summary>
internal sealed class BentPowerTail : ITailLaw
{
    // ln of g times the largest scale: the bend lies from 148 times beyond the end of the curve to 148 times before it.
    private static readonly double[] Bends = LogGrid.Even(-5, 5, 21);

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        double[] basis = new double[curve.Count];
        double least = double.PositiveInfinity;
        (double Level, double Slope, double Bend) best = (curve.Values[^1], 0, 0);
        foreach (double bend in Bends)
        {
            for (int i = 0; i < basis.Length; i++)
            {
                basis[i] = Basis(curve.Scales[i] - curve.End, bend);
            }

            TailLine line = TailLine.Through(basis, curve.Values, basis.Length);
            double cost = 0;
            for (int i = 0; i < basis.Length; i++)
            {
                cost += Math.Abs(line.At(basis[i]) - curve.Values[i]);
            }

            if (cost < least)
            {
                least = cost;
                best = (line.Intercept, line.Slope, bend);
            }
        }

        for (int i = 0; i < distances.Length; i++)
        {
            forecast[i] = best.Level + (best.Slope * Basis(distances[i], best.Bend));
        }
    }

    private static double Basis(double distance, double bend) => Math.Log(Math.Exp(-distance) + Math.Exp(bend));
}
