namespace Headwater.Metrics;

/// <summary>Hypotheses and their references, by number from 0. Several threads may read at once.</summary>
internal abstract class SegmentSource
{
    public abstract int Count { get; }

    public abstract ReadOnlyMemory<char> Hypothesis(int index);

    /// <summary>Replaces what <paramref name="references"/> holds by the references that the segment has: those that are not empty.</summary>
    public abstract void References(int index, List<ReadOnlyMemory<char>> references);

    /// <summary>Throws at the first segment that has no reference; <paramref name="firstSegment"/> is the number of segment 0 in the message.</summary>
    public void CheckEverySegment(long firstSegment = 1)
    {
        List<ReadOnlyMemory<char>> references = [];
        for (int index = 0; index < Count; index++)
        {
            References(index, references);
            if (references.Count == 0)
                throw new ArgumentException(
                    $"Segment {firstSegment + index} has no reference, or only empty ones; expected at least one. Add a reference or leave the segment out.");
        }
    }
}

/// <summary>Segments that are in memory as lists of texts.</summary>
internal sealed class SegmentLists(IReadOnlyList<string> hypotheses, References references) : SegmentSource
{
    public override int Count => hypotheses.Count;

    public override ReadOnlyMemory<char> Hypothesis(int index) => hypotheses[index].AsMemory();

    public override void References(int index, List<ReadOnlyMemory<char>> ofSegment) => references.Of(index, ofSegment);
}
