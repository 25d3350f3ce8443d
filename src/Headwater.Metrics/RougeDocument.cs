using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>ROUGE of one document: what a score of many is the mean of, and what resampling draws from. Immutable.</summary>
public sealed record RougeDocument
{
    /// <summary>One measure per type, in the order of <see cref="RougeOptions.Types"/>. Of several targets, the one with the best F1 for that type.</summary>
    public required ImmutableArray<RougeMeasure> Measures { get; init; }

    /// <summary>How many targets the document has.</summary>
    public required int TargetCount { get; init; }
}
