using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>
/// The sufficient statistics of BLEU for one segment or, added up, for any set of segments: a corpus score needs nothing else.
/// Adding is associative and commutative. Immutable.
/// </summary>
public sealed record BleuStatistics
{
    /// <summary>Per order from 1: the hypothesis's n-grams found in a reference, each at most as often as one reference has it.</summary>
    public required ImmutableArray<long> Matches { get; init; }

    /// <summary>Per order from 1: the number of n-grams in the hypothesis.</summary>
    public required ImmutableArray<long> Totals { get; init; }

    /// <summary>Tokens in the hypothesis.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Tokens in the reference whose length is closest to the hypothesis's; the shorter one on a tie.</summary>
    public required long ReferenceLength { get; init; }

    /// <summary>References per segment; null when the segments added up differ in it.</summary>
    public required int? ReferenceCount { get; init; }

    /// <summary>The statistics of both sets of segments together. Throws when the n-gram orders differ.</summary>
    public static BleuStatistics operator +(BleuStatistics left, BleuStatistics right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Matches.Length != right.Matches.Length)
            throw new ArgumentException($"Statistics of orders up to {left.Matches.Length} and up to {right.Matches.Length} do not add. Compute both with one MaxOrder.");

        return new BleuStatistics
        {
            Matches = [.. left.Matches.Zip(right.Matches, (a, b) => a + b)],
            Totals = [.. left.Totals.Zip(right.Totals, (a, b) => a + b)],
            HypothesisLength = left.HypothesisLength + right.HypothesisLength,
            ReferenceLength = left.ReferenceLength + right.ReferenceLength,
            ReferenceCount = left.ReferenceCount == right.ReferenceCount ? left.ReferenceCount : null,
        };
    }
}

/// <summary>The rows of a <see cref="BleuCounter"/> added up.</summary>
internal sealed class BleuSum(BleuOptions options) : SegmentSum(BleuCounter.WidthOf(options))
{
    public BleuStatistics Statistics => new()
    {
        Matches = [.. Cells(0, options.MaxOrder)],
        Totals = [.. Cells(options.MaxOrder, options.MaxOrder)],
        HypothesisLength = Cells(2 * options.MaxOrder, 1)[0],
        ReferenceLength = Cells(2 * options.MaxOrder + 1, 1)[0],
        ReferenceCount = ReferenceCount,
    };

    public override BleuScore Score() => Bleu.FromStatistics(Statistics, options);
}
