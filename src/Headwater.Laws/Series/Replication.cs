using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Averages what was measured at one scale.</summary>
internal static class Replication
{
    /// <summary>One point for each scale, by increasing scale; a row that repeats another one exactly, seed and value, counts once.</summary>
    public static ImmutableArray<MeasuredPoint> PointsOf(IEnumerable<Observation> rows, Func<Observation, double> scale) =>
        [.. rows.GroupBy(scale).OrderBy(group => group.Key).Select(group => PointOf(group.Key, group))];

    /// <summary>The point of rows measured at one scale.</summary>
    public static MeasuredPoint PointOf(double x, IEnumerable<Observation> rows)
    {
        HashSet<Observation> seen = new(RowComparer.InPlace);
        return Average(x, [.. rows.Where(row => row.Seed is null || seen.Add(row)).Select(row => new MeasuredPoint(x, row.Value, row.StandardError, 1))]);
    }

    /// <summary>
    /// The mean of points. The error of the test set is common to all seeds and does not shrink with their number; the scatter of the seeds does:
    /// SE² = mean(stderr²) + s²/n.
    /// </summary>
    public static MeasuredPoint Average(double x, MeasuredPoint[] points)
    {
        double mean = points.Average(point => point.Y);
        double? reported = points.All(point => point.StandardError is not null) ? points.Average(point => point.StandardError!.Value * point.StandardError.Value) : null;
        double? scatter = points.Length > 1 ? points.Sum(point => (point.Y - mean) * (point.Y - mean)) / (points.Length - 1) / points.Length : null;
        bool isKnown = reported is not null || scatter is not null;
        return new(x, mean, isKnown ? Math.Sqrt((reported ?? 0) + (scatter ?? 0)) : null, points.Sum(point => point.Replicates))
        {
            RunDeviation = isKnown ? Math.Sqrt((reported ?? 0) + (points.Length * (scatter ?? 0))) : null,
        };
    }
}
