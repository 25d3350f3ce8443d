namespace Headwater.Metrics;

/// <summary>Segments that are in memory as lists of texts.</summary>
internal sealed class SegmentLists(IReadOnlyList<string> hypotheses, References references) : SegmentSource
{
    public override int Count => hypotheses.Count;

    public override ReadOnlyMemory<char> Hypothesis(int index) => hypotheses[index].AsMemory();

    public override void References(int index, List<ReadOnlyMemory<char>> ofSegment) => references.Of(index, ofSegment);
}
