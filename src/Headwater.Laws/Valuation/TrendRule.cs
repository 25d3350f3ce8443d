using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Judges the trend of a series. With standard errors a change counts when it is more than two of them; without, a series is flat when it moves
/// by less than one percent, and fluctuating when much of its movement goes the wrong way. A monotone test against noise is what Isik et al. 2024
/// (section 3.5) ask for; the thresholds are this project's.
/// </summary>
internal static class TrendRule
{
    private const double FlatRange = 0.01;
    private const double MostBackward = 0.25;

    // The gain of the last step, per unit of log scale, over that of the whole series: below this share the series no longer moves as it did.
    private const double SaturatedShare = 0.25;

    /// <summary>The trend of points ordered by scale; <c>null</c> with fewer than three.</summary>
    public static TrendVerdict? Of(ImmutableArray<Point> points, bool higherIsBetter)
    {
        Point[] usable = [.. points.Where(point => point.X > 0)];
        if (usable.Length < 3)
        {
            return null;
        }

        double[] y = [.. usable.Select(point => higherIsBetter ? point.Y : -point.Y)];
        double[] errors = [.. usable.Select(point => point.StandardError ?? 0)];
        bool known = usable.All(point => point.StandardError > 0);
        Movement movement = Movement.Of([.. usable.Select(point => Math.Log(point.X))], y, errors);
        List<string> evidence = [Describe(usable), $"Kendall's tau with scale is {Numerals.Short(movement.Tau)}, where 1 is better at every step."];
        Trend trend = known ? Judge(movement, evidence) : JudgeWithoutErrors(movement, usable, evidence);
        if (trend == Trend.Improving && IsSaturated(usable, y, errors, known, evidence))
        {
            trend = Trend.Saturating;
        }

        return new(trend, [.. evidence]);
    }

    private static string Describe(Point[] points) =>
        $"{points.Length} scales from {Numerals.Size(points[0].X)} to {Numerals.Size(points[^1].X)}: from {Numerals.Short(points[0].Y)} to {Numerals.Short(points[^1].Y)}.";

    private static Trend Judge(Movement movement, List<string> evidence)
    {
        evidence.Add($"The change from first to last is {Numerals.Short(Math.Abs(movement.Change))} for the {(movement.Change >= 0 ? "better" : "worse")}, {Numerals.Short(Math.Abs(movement.ChangeInErrors))} standard errors; the slope over ln scale is {Numerals.Short(movement.SlopeInErrors)} of its own.");
        evidence.Add(movement.Drops == 0
            ? "No point is worse than an earlier one by more than 2 standard errors and a tenth of the range."
            : $"{movement.Drops} of the later points {(movement.Drops == 1 ? "is" : "are")} worse than an earlier one by more than 2 standard errors and a tenth of the range; the largest drop is {Numerals.Short(movement.LargestDropInErrors)} standard errors.");
        if (movement.IsHomogeneous && Math.Abs(movement.SlopeInErrors) <= Movement.Significant)
        {
            evidence.Add("All points may be equal but for their standard errors (chi-square test at 5 %).");
            return Trend.Flat;
        }

        return movement switch
        {
            { Drops: > 0, Rises: 0 } => Trend.Worsening,
            { Drops: > 0 } => Trend.Fluctuating,
            { SlopeInErrors: < -Movement.Significant } => Trend.Worsening,
            _ => Trend.Improving,
        };
    }

    private static Trend JudgeWithoutErrors(Movement movement, Point[] points, List<string> evidence)
    {
        double level = points.Average(point => Math.Abs(point.Y));
        double range = level > 0 ? (points.Max(point => point.Y) - points.Min(point => point.Y)) / level : 0;
        evidence.Add($"No standard errors: the values span {Numerals.Percent(range)} of their mean, and {Numerals.Percent(movement.Backward)} of the movement is for the worse.");
        return range < FlatRange ? Trend.Flat
            : movement.Backward <= MostBackward ? Trend.Improving
            : movement.Backward >= 1 - MostBackward ? Trend.Worsening
            : Trend.Fluctuating;
    }

    private static bool IsSaturated(Point[] points, double[] y, double[] errors, bool known, List<string> evidence)
    {
        int n = y.Length;
        double last = y[n - 1] - y[n - 2];
        double lastSlope = last / Math.Log(points[n - 1].X / points[n - 2].X);
        double slope = (y[n - 1] - y[0]) / Math.Log(points[n - 1].X / points[0].X);
        double noise = known ? Math.Sqrt((errors[n - 1] * errors[n - 1]) + (errors[n - 2] * errors[n - 2])) : 0;
        double share = slope > 0 ? lastSlope / slope : 1;
        if (share >= SaturatedShare || (noise > 0 && last > Movement.Significant * noise))
        {
            return false;
        }

        evidence.Add($"The last step gains {Numerals.Percent(Math.Max(0, share))} of what the whole series gains for the same growth in scale.");
        return true;
    }
}
