using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>A BLEU score, 0 to 100, with the quantities it is made of. Immutable.</summary>
public sealed record BleuScore : MetricScore
{
    /// <summary>Smoothed n-gram precisions per order from 1, in percent; 0 for orders beyond the hypothesis's length.</summary>
    public required ImmutableArray<double> Precisions { get; init; }

    /// <summary>The factor for hypotheses shorter than their references, 0 to 1.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>What the score was computed from: matches and totals before smoothing, lengths in tokens.</summary>
    public required BleuStatistics Statistics { get; init; }

    /// <summary>Tokens in the hypotheses.</summary>
    public long HypothesisLength => Statistics.HypothesisLength;

    /// <summary>Tokens in the references, the closest in length where there are several.</summary>
    public long ReferenceLength => Statistics.ReferenceLength;
}
