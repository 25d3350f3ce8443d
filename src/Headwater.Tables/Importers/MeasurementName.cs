namespace Headwater.Tables;

/// <summary>The name a trainer logs a measurement under: the part of the data it was made on, and the metric. <c>val/loss</c> is the loss on val.</summary>
/// <param name="Split">eval, val, test, …; <c>null</c> for a measurement on no held-out data.</param>
/// <param name="Metric">The metric's name, its words joined by <c>_</c>.</param>
internal sealed record MeasurementName(string? Split, string Metric)
{
    private static readonly string[] Splits = ["eval", "val", "valid", "validation", "test", "dev"];

    public static MeasurementName Of(string name)
    {
        string[] words = name.Split('/', '_', '.', ':').Where(word => word.Length > 0).ToArray();
        return words.Length > 1 && Splits.Contains(words[0], StringComparer.OrdinalIgnoreCase)
            ? new(words[0], string.Join('_', words[1..]))
            : new(null, string.Join('_', words));
    }

    /// <summary>Whether the name is that of what an evaluation cost and not of what it found.</summary>
    public bool IsCost => Metric is "runtime" || Metric.EndsWith("_per_second", StringComparison.Ordinal) || Metric.EndsWith("_time", StringComparison.Ordinal)
        || Metric.EndsWith("input_tokens_seen", StringComparison.Ordinal) || Metric.EndsWith("_runtime", StringComparison.Ordinal);
}
