namespace Headwater.Metrics;

/// <summary>The sufficient statistics of TER for one segment or, added up, for any set of segments. Immutable.</summary>
public sealed record TerStatistics
{
    /// <summary>Words inserted, deleted and substituted, and blocks of words shifted; the fewest over a segment's references.</summary>
    public required long Edits { get; init; }

    /// <summary>Words in the references, the mean over a segment's references.</summary>
    public required double ReferenceLength { get; init; }

    /// <summary>References per segment; null when the segments added up differ in it.</summary>
    public required int? ReferenceCount { get; init; }

    /// <summary>The statistics of both sets of segments together.</summary>
    public static TerStatistics operator +(TerStatistics left, TerStatistics right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        return new TerStatistics
        {
            Edits = left.Edits + right.Edits,
            ReferenceLength = left.ReferenceLength + right.ReferenceLength,
            ReferenceCount = left.ReferenceCount == right.ReferenceCount ? left.ReferenceCount : null,
        };
    }
}

/// <summary>TER from summed statistics.  TER = 100 · edits / reference words; with no reference words 100 if there are edits, else 0.</summary>
internal static class TerFormula
{
    public static double Score(double edits, double referenceLength, SumPrecision sums = SumPrecision.Exact) => (edits, referenceLength) switch
    {
        (_, > 0) when sums == SumPrecision.Single => 100 * (double)(float)(edits / referenceLength),
        (_, > 0) => 100 * (edits / referenceLength),
        ( > 0, _) => 100,
        _ => 0,
    };
}

/// <summary>The rows of a <see cref="TerCounter"/> added up.</summary>
internal sealed class TerSum(TerOptions options) : SegmentSum(TerCounter.RowWidth)
{
    // A mean over references need not be whole: added in the order of the segments, as the reference tool does, to the last bit.
    private double _referenceLength;

    public TerStatistics Statistics => new()
    {
        Edits = Cells(0, 1)[0],
        ReferenceLength = _referenceLength,
        ReferenceCount = ReferenceCount,
    };

    public override void Clear()
    {
        base.Clear();
        _referenceLength = 0;
    }

    public override void Add(ReadOnlySpan<int> row)
    {
        base.Add(row);
        _referenceLength += (double)row[1] / row[2];
    }

    public override TerScore Score() => Ter.FromStatistics(Statistics, options);
}
