namespace Headwater.Laws;

/// <summary>Identity of a score: task, metric, finetuning data and signature.</summary>
internal sealed record TaskMetric(string Task, string Metric, string FinetuningData, string Signature) : IComparable<TaskMetric>
{
    private static readonly string[] AggregateWords = ["aggregate", "aggregated", "average", "averaged", "avg", "mean", "macro", "overall", "total"];

    /// <summary>Whether the name says that this is a mean over other tasks. Such a column repeats the noise of its tasks and is no evidence of its own.</summary>
    public bool IsAggregate => IsMean(Task);

    /// <summary>The task for a message, with its metric where there is no task.</summary>
    public string Label => Task.Length > 0 ? Task : Metric;

    /// <summary>Whether a task or column is named as the mean of others.</summary>
    public static bool IsMean(string name) => name.ToLowerInvariant().Split('_', '-', ' ', '@', '.', '/', ':').Any(AggregateWords.Contains);

    public static TaskMetric Of(Observation row) => new(row.Task ?? "", row.Metric, row.FinetuningData ?? "", row.Signature ?? "");

    /// <summary>Whether more of the metric is better, as the row says or else as its name does; <c>null</c> where neither does.</summary>
    public static bool? HigherIsBetter(Observation row) => row.HigherIsBetter ?? MetricTraits.Of(row.Metric).HigherIsBetter;

    public int CompareTo(TaskMetric? other) => other is null ? 1 : string.CompareOrdinal(Key, other.Key);

    private string Key => $"{Task}\u001f{Metric}\u001f{FinetuningData}\u001f{Signature}";
}
