using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>ROUGE of one type over documents; <see cref="MetricScore.Score"/> is 100 times the mean F1. Immutable.</summary>
public sealed record RougeScore : MetricScore
{
    /// <summary>Which ROUGE.</summary>
    public required RougeType Type { get; init; }

    /// <summary>The means over documents, 0 to 1.</summary>
    public required RougeMeasure Mean { get; init; }
}

/// <summary>ROUGE of one document: what a score of many is the mean of, and what resampling draws from. Immutable.</summary>
public sealed record RougeDocument
{
    /// <summary>One measure per type, in the order of <see cref="RougeOptions.Types"/>. Of several targets, the one with the best F1 for that type.</summary>
    public required ImmutableArray<RougeMeasure> Measures { get; init; }

    /// <summary>How many targets the document has.</summary>
    public required int TargetCount { get; init; }
}

/// <summary>Precision, recall and their harmonic mean, each 0 to 1, as rouge_score gives them.</summary>
/// <param name="Precision">The share of the prediction that is in the target.</param>
/// <param name="Recall">The share of the target that is in the prediction.</param>
/// <param name="F1">2 · P · R / (P + R); 0 where both are 0. Of a mean, the mean of the documents' F1.</param>
public readonly record struct RougeMeasure(double Precision, double Recall, double F1)
{
    internal static RougeMeasure Of(double precision, double recall) =>
        new(precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
}
