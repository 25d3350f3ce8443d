namespace Headwater.Laws;

/// <summary>
/// The parabola in logs through the last points. Where it would turn back it stays at its vertex; where it would run away ever faster it continues
/// straight: a curve of losses or scores does neither.
/// </summary>
internal sealed class TailParabola(int points) : ITailLaw
{
    private const int Coefficients = 3;

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        int count = Math.Min(points, curve.Count);
        if (count < Coefficients)
        {
            forecast.Fill(curve.Values[^1]);
            return;
        }

        (double level, double slope, double bend) = Fit(curve, count);
        double vertex = bend * slope < 0 ? -slope / (2 * bend) : double.PositiveInfinity;
        double curvature = bend * slope > 0 ? 0 : bend;
        for (int i = 0; i < distances.Length; i++)
        {
            double distance = Math.Min(distances[i], vertex);
            forecast[i] = level + (distance * (slope + (distance * curvature)));
        }
    }

    private static (double Level, double Slope, double Bend) Fit(Curve curve, int count)
    {
        Span<double> normal = stackalloc double[Coefficients * Coefficients];
        Span<double> right = stackalloc double[Coefficients];
        Span<double> row = stackalloc double[Coefficients];
        for (int i = curve.Count - count; i < curve.Count; i++)
        {
            double distance = curve.Scales[i] - curve.End;
            row[0] = 1;
            row[1] = distance;
            row[2] = distance * distance;
            SmallSystem.Accumulate(normal, right, row, curve.Values[i]);
        }

        SmallSystem.Solve(normal, right);
        return (right[0], right[1], right[2]);
    }
}
