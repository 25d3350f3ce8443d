namespace Headwater.Laws;

/// <summary>Two straight lines in logs with a break between them, sharp or smooth: a broken power law (Caballero et al. 2022, arXiv:2210.14891) without a floor.</summary>
internal sealed class BrokenTail : ITailLaw
{
    private const int LeastPoints = 5;
    private const int Places = 8;

    // Keeps the equations solvable where no point lies beyond the break; far below any real information.
    private const double Ridge = 1e-9;

    // Widths of the break in ln of the scale.
    private static readonly double[] Widths = [0.05, 0.4];

    private static readonly TailParabola TooShort = new(3);

    public void Continue(Curve curve, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        if (curve.Count < LeastPoints)
        {
            TooShort.Continue(curve, distances, forecast);
            return;
        }

        Line best = new(0, 0, 0, 0, 0, double.PositiveInfinity);
        foreach (double place in LogGrid.Even(curve.Scales[1] - curve.End, curve.Scales[^2] - curve.End, Places))
        {
            foreach (double width in Widths)
            {
                Line line = Fit(curve, place, width);
                best = line.Cost < best.Cost ? line : best;
            }
        }

        for (int i = 0; i < distances.Length; i++)
        {
            forecast[i] = best.At(distances[i]);
        }
    }

    private static Line Fit(Curve curve, double place, double width)
    {
        Span<double> normal = stackalloc double[9];
        Span<double> right = stackalloc double[3];
        Span<double> row = stackalloc double[3];
        normal[0] = Ridge;
        normal[4] = Ridge;
        normal[8] = Ridge;
        for (int i = 0; i < curve.Count; i++)
        {
            double distance = curve.Scales[i] - curve.End;
            row[0] = 1;
            row[1] = distance;
            row[2] = Ramp(distance, place, width);
            SmallSystem.Accumulate(normal, right, row, curve.Values[i]);
        }

        SmallSystem.Solve(normal, right);
        Line line = new(right[0], right[1], right[2], place, width, 0);
        double cost = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            cost += Math.Abs(line.At(curve.Scales[i] - curve.End) - curve.Values[i]);
        }

        return line with { Cost = double.IsFinite(cost) ? cost : double.PositiveInfinity };
    }

    // Flat before the break, straight with slope 1 beyond it.
    private static double Ramp(double distance, double place, double width)
    {
        double steps = (distance - place) / width;
        return width * (Math.Max(steps, 0) + Math.Log(1 + Math.Exp(-Math.Abs(steps))));
    }

    private readonly record struct Line(double Level, double Slope, double Change, double Place, double Width, double Cost)
    {
        public double At(double distance) => Level + (Slope * distance) + (Change * Ramp(distance, Place, Width));
    }
}
