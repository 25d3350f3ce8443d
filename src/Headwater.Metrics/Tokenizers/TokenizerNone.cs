namespace Headwater.Metrics;

/// <summary>Leaves the segment as it is.</summary>
internal sealed class TokenizerNone : SegmentTokenizer
{
    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced) => spaced.Add(segment);
}
