namespace Headwater.Laws;

/// <summary>Gives each row the cross-entropy measured in the same place, for laws in L.</summary>
internal static class MeasuredLosses
{
    // The series column names a curve of one metric, so it cannot tell places apart across metrics.
    private static readonly RowComparer SamePlace = RowComparer.InPlaceWithout("series", "metric", "signature", "seed", "shots");

    /// <summary>The rows for which the loss was measured on the same model, data, sizes and task. <see cref="Observation.Extra"/> has the mean over seeds under L.</summary>
    public static IEnumerable<Observation> Join(IEnumerable<Observation> rows)
    {
        Observation[] all = [.. rows];
        HashSet<string> names = [.. all.Select(row => row.Metric).Distinct().Where(IsCrossEntropy)];

        // In order of their values, so that a mean does not depend on the order of the rows.
        Dictionary<Observation, double> losses = all.Where(row => names.Contains(row.Metric)).GroupBy(row => row, SamePlace)
            .ToDictionary(group => group.Key, group => group.Select(row => row.Value).Order().Average(), SamePlace);
        return all.Where(row => !names.Contains(row.Metric) && losses.ContainsKey(row))
            .Select(row => row with { Extra = row.Extra.SetItem(ScaleColumns.MeasuredLoss, losses[row]) });
    }

    /// <summary>Whether a metric is a cross-entropy by its name.</summary>
    public static bool IsCrossEntropy(string metric) => MetricTraits.IsLossName(metric) && metric.ToLowerInvariant() is var name && (name.Contains("loss", StringComparison.Ordinal) || name.Contains("entropy", StringComparison.Ordinal) || name.Contains("nll", StringComparison.Ordinal));
}
