namespace Headwater.Laws;

/// <summary>Gives each row the cross-entropy measured in the same place, for laws in L.</summary>
internal static class MeasuredLosses
{
    /// <summary>The rows that have such a loss, with it in <see cref="Observation.Extra"/> under L: the same model, data, sizes and task, the mean over seeds.</summary>
    public static IEnumerable<Observation> Join(IEnumerable<Observation> rows)
    {
        Observation[] all = [.. rows];
        Dictionary<string, double> losses = all.Where(row => IsCrossEntropy(row.Metric)).GroupBy(PlaceOf).ToDictionary(group => group.Key, group => group.Average(row => row.Value));
        return all.Where(row => !IsCrossEntropy(row.Metric) && losses.ContainsKey(PlaceOf(row)))
            .Select(row => row with { Extra = row.Extra.SetItem(ScaleColumns.MeasuredLoss, losses[PlaceOf(row)]) });
    }

    /// <summary>Whether a metric is a cross-entropy by its name.</summary>
    public static bool IsCrossEntropy(string metric) => MetricTraits.IsLossName(metric) && metric.ToLowerInvariant() is var name && (name.Contains("loss", StringComparison.Ordinal) || name.Contains("entropy", StringComparison.Ordinal) || name.Contains("nll", StringComparison.Ordinal));

    // The series column names a curve of one metric, so it cannot tell places apart across metrics.
    private static string PlaceOf(Observation row) => Replicates.IdentityOf(row with { Series = null, Metric = "", Value = 0, Signature = null, Seed = null });
}
