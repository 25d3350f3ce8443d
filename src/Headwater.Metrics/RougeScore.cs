namespace Headwater.Metrics;

/// <summary>ROUGE of one type over documents; <see cref="MetricScore.Score"/> is 100 times the mean F1. Immutable.</summary>
public sealed record RougeScore : MetricScore
{
    /// <summary>Which ROUGE.</summary>
    public required RougeType Type { get; init; }

    /// <summary>The means over documents, 0 to 1.</summary>
    public required RougeMeasure Mean { get; init; }
}
