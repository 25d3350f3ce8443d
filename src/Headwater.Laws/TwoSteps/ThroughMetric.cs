namespace Headwater.Laws;

/// <summary>A smooth metric that a score is forecast through: a loss, or a probability or a perplexity, whose −ln or ln is one.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Task">The task it was measured on; <c>null</c> for the score's own.</param>
internal sealed record ThroughMetric(string Metric, string? Task)
{
    private static readonly string[] Rough = ["error", "ter", "wer", "cer"];

    /// <summary>Reads METRIC or METRIC:TASK.</summary>
    public static ThroughMetric Parse(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon ? new(text[..colon].Trim(), text[(colon + 1)..].Trim()) : new(text.Trim(), null);

    /// <summary>The metrics of a table that may stand in for a score at chance, the ones nearest to the answers first.</summary>
    public static IEnumerable<ThroughMetric> In(ObservationTable table) => table.Rows.Select(row => row.Metric).Distinct()
        .Where(IsSmooth).OrderBy(RankOf).ThenBy(name => name, StringComparer.Ordinal).Select(name => new ThroughMetric(name, null));

    /// <summary>Whether a row was measured by this metric, and its value is one that can be gone through.</summary>
    public bool Holds(Observation row) => string.Equals(row.Metric, Metric, StringComparison.OrdinalIgnoreCase) && (Task is null || row.Task == Task) && LossOf(row) > 0;

    /// <summary>The value as a loss.</summary>
    public static double LossOf(Observation row) => IsProbability(row.Metric) ? -Math.Log(row.Value) : IsPerplexity(row.Metric) ? Math.Log(row.Value) : row.Value;

    /// <summary>Its standard error.</summary>
    public static double? ErrorOf(Observation row) => IsProbability(row.Metric) || IsPerplexity(row.Metric) ? row.StandardError / row.Value : row.StandardError;

    private static bool IsProbability(string metric) => MetricTraits.Of(metric).HigherIsBetter is true;

    private static bool IsPerplexity(string metric) => metric.StartsWith("ppl", StringComparison.OrdinalIgnoreCase) || metric.StartsWith("perplexity", StringComparison.OrdinalIgnoreCase);

    private static bool IsSmooth(string metric) => metric.ToLowerInvariant() is var name
        && ((MetricTraits.IsLossName(name) && !Rough.Contains(name.Split('_', '-', ' ')[0])) || name.StartsWith("choice-prob", StringComparison.Ordinal));

    private static int RankOf(string metric) => metric.ToLowerInvariant() is var name && name.StartsWith("bits", StringComparison.Ordinal) ? 0
        : name.StartsWith("bpb", StringComparison.Ordinal) ? 0
        : name.StartsWith("choice", StringComparison.Ordinal) ? 1
        : IsPerplexity(name) ? 3 : 2;
}
