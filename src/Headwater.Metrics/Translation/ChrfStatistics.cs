using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>
/// The sufficient statistics of chrF for one segment or, added up, for any set of segments. Orders run over the character n-grams from 1,
/// then the word n-grams from 1. With several references the one with the best segment score is counted. Immutable.
/// </summary>
public sealed record ChrfStatistics
{
    /// <summary>Per order: n-grams in the hypothesis; 0 where the reference is too short to have any.</summary>
    public required ImmutableArray<long> HypothesisTotals { get; init; }

    /// <summary>Per order: n-grams in the reference.</summary>
    public required ImmutableArray<long> ReferenceTotals { get; init; }

    /// <summary>Per order: n-grams both have, each as often as the one that has it less often.</summary>
    public required ImmutableArray<long> Matches { get; init; }

    /// <summary>References per segment; null when the segments added up differ in it.</summary>
    public required int? ReferenceCount { get; init; }

    /// <summary>The statistics of both sets of segments together. Throws when the n-gram orders differ.</summary>
    public static ChrfStatistics operator +(ChrfStatistics left, ChrfStatistics right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Matches.Length != right.Matches.Length)
            throw new ArgumentException($"Statistics of {left.Matches.Length} and of {right.Matches.Length} orders do not add. Compute both with the same ChrfOptions.");

        return new ChrfStatistics
        {
            HypothesisTotals = [.. left.HypothesisTotals.Zip(right.HypothesisTotals, (a, b) => a + b)],
            ReferenceTotals = [.. left.ReferenceTotals.Zip(right.ReferenceTotals, (a, b) => a + b)],
            Matches = [.. left.Matches.Zip(right.Matches, (a, b) => a + b)],
            ReferenceCount = left.ReferenceCount == right.ReferenceCount ? left.ReferenceCount : null,
        };
    }
}

/// <summary>The rows of a <see cref="ChrfCounter"/> added up.</summary>
internal sealed class ChrfSum(ChrfOptions options) : SegmentSum(ChrfCounter.WidthOf(options))
{
    private readonly int _orders = options.CharOrder + options.WordOrder;

    public ChrfStatistics Statistics => new()
    {
        HypothesisTotals = [.. Cells(0, _orders)],
        ReferenceTotals = [.. Cells(_orders, _orders)],
        Matches = [.. Cells(2 * _orders, _orders)],
        ReferenceCount = ReferenceCount,
    };

    public override ChrfScore Score() => Chrf.FromStatistics(Statistics, options);
}
