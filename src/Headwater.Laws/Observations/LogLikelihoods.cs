namespace Headwater.Laws;

/// <summary>
/// Turns log-likelihoods into losses. They are negative and rise towards 0, and every law of a loss is a law of their negatives, so those are what is fitted,
/// forecast and compared, under the metric's name with <c>negative_</c> before it.
/// </summary>
internal static class LogLikelihoods
{
    private const string Prefix = "negative_";

    /// <summary>The rows with log-likelihoods turned, and what to say about it.</summary>
    /// <param name="rows">The rows of a table. A metric is turned if it is a log-likelihood by its name and none of its values is positive.</param>
    public static (List<Observation> Rows, string[] Assumed) Turn(List<Observation> rows)
    {
        HashSet<string> turned = [.. rows.GroupBy(row => row.Metric, StringComparer.Ordinal).Where(metric => IsTurned(metric.Key, metric)).Select(metric => metric.Key)];
        return turned.Count == 0
            ? (rows, [])
            : ([.. rows.Select(row => turned.Contains(row.Metric) ? Turned(row) : row)],
                [.. turned.Order(StringComparer.Ordinal).Select(metric => $"{metric} is read as its negative, {Prefix}{metric}, of which less is better")]);
    }

    /// <summary>Whether a metric is the one that was asked for, by its own name or by the name of the log-likelihood it was read from.</summary>
    /// <param name="metric">A metric of a table.</param>
    /// <param name="wanted">The metric asked for.</param>
    public static bool IsMetric(string metric, string wanted) => string.Equals(metric, wanted, StringComparison.OrdinalIgnoreCase)
        || (metric.StartsWith(Prefix, StringComparison.Ordinal) && string.Equals(metric[Prefix.Length..], wanted, StringComparison.OrdinalIgnoreCase));

    private static bool IsTurned(string metric, IEnumerable<Observation> rows) =>
        MetricTraits.Of(metric) is { HigherIsBetter: true, Minimum: double.NegativeInfinity } && rows.All(row => row.Value <= 0 && row.HigherIsBetter is not false);

    private static Observation Turned(Observation row) => row with
    {
        Metric = Prefix + row.Metric,
        Value = -row.Value,
        HigherIsBetter = row.HigherIsBetter is null ? null : false,
        Chance = -row.Chance,
    };
}
