namespace Headwater.Metrics;

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
