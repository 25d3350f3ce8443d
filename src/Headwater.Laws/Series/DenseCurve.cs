using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Averages a curve of very many points, such as a loss logged at every step, in steps of equal ratio. A thousand of them over five decades are 1.2%
/// wide: no law bends in so little, and fits, intervals, trends and figures take no longer than the eye needs.
/// </summary>
internal static class DenseCurve
{
    /// <summary>The most points that are left as they are.</summary>
    public const int MostPoints = 2_000;

    private const int Steps = 1_000;

    /// <summary>Points of one scale above 0 in increasing order, at most <see cref="MostPoints"/>; points of several scales as they are.</summary>
    public static ImmutableArray<MeasuredPoint> Thin(ImmutableArray<MeasuredPoint> points)
    {
        if (points.Length <= MostPoints || points[0].Scales.Length > 1)
        {
            return points;
        }

        double low = Math.Log(points[0].X);
        double width = (Math.Log(points[^1].X) - low) / Steps;
        return [.. points.GroupBy(point => Math.Min((int)((Math.Log(point.X) - low) / width), Steps - 1)).Select(step => Average([.. step]))];
    }

    /// <summary>What is said of a series that was averaged.</summary>
    public static IEnumerable<string> Warnings(SeriesRows series, int measured, int fitted)
    {
        if (fitted < measured)
        {
            yield return $"{series.Key.Name}: {measured} scales are averaged to {fitted}, in steps of equal ratio. Select some with --where to keep them as they are.";
        }
    }

    private static MeasuredPoint Average(MeasuredPoint[] step) =>
        step is [var only] ? only : Replication.Average(Math.Exp(step.Average(point => Math.Log(point.X))), step);
}
