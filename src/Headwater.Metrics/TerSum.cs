namespace Headwater.Metrics;

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
