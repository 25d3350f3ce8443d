using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Averages the rows measured at one scale.</summary>
internal static class Replication
{
    /// <summary>One point for each scale, by increasing scale; a row that repeats another one exactly, seed and value, counts once.</summary>
    public static ImmutableArray<Point> PointsOf(IEnumerable<Observation> rows, Func<Observation, double> scale) =>
        [.. rows.GroupBy(scale).OrderBy(group => group.Key).Select(group => Average(group.Key, Distinct(group)))];

    // The error of the test set is common to all seeds and does not shrink with their number; the scatter of the seeds does:
    // SE² = mean(stderr²) + s²/n.
    private static Point Average(double x, Observation[] rows)
    {
        double mean = rows.Average(row => row.Value);
        double? reported = rows.All(row => row.StandardError is not null) ? rows.Average(row => row.StandardError!.Value * row.StandardError.Value) : null;
        double? scatter = rows.Length > 1 ? rows.Sum(row => (row.Value - mean) * (row.Value - mean)) / (rows.Length - 1) / rows.Length : null;
        return new(x, mean, reported is null && scatter is null ? null : Math.Sqrt((reported ?? 0) + (scatter ?? 0)), rows.Length);
    }

    private static Observation[] Distinct(IEnumerable<Observation> rows) =>
        [.. rows.GroupBy(row => row.Seed is null ? null : Replicates.IdentityOf(row)).SelectMany(group => group.Key is null ? group : group.Take(1))];
}
