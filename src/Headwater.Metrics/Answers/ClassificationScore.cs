using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>How well labels were predicted, in percent. Immutable.</summary>
public sealed record ClassificationScore
{
    /// <summary>The share of right predictions, 0 to 100.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean of the labels' F1, each label weighing the same, 0 to 100.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>F1 of the labels' counts added up, 0 to 100; the accuracy where every label that occurs is averaged.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>100 times the correlation of predictions and targets, −100 to 100; 0 where either side has a single label.</summary>
    public required double Matthews { get; init; }

    /// <summary>The labels that F1 averages over.</summary>
    public required ImmutableArray<LabelScore> Labels { get; init; }

    /// <summary>How many examples were scored.</summary>
    public required int Examples { get; init; }

    /// <summary>Everything the score depends on: <c>nrefs:1|case:mixed|labels:3-found|undefined:0|version:headwater-1</c>.</summary>
    public required string Signature { get; init; }
}
