using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>Single series of the published tables.</summary>
internal static class PublishedSeries
{
    private static readonly ConcurrentDictionary<string, ObservationTable> Tables = new(StringComparer.Ordinal);

    /// <summary>The points of one series over the scale that its file has; skips the test where there are no tables.</summary>
    public static ImmutableArray<MeasuredPoint> PointsOf(string file, string series, out bool higherIsBetter)
    {
        Observation[] rows = [.. Tables.GetOrAdd(file, PublishedTable.Read).Rows.Where(row => row.Series == series)];
        Assert.True(rows.Length > 0, $"{file} has no series {series}");
        higherIsBetter = rows[0].HigherIsBetter!.Value;
        bool isFinetuning = rows.All(row => row.PretrainingTokens is null);
        return Replication.PointsOf(rows, row => (isFinetuning ? row.FinetuningExamples : row.PretrainingTokens)!.Value);
    }
}
