namespace Headwater.Metrics;

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
