namespace Headwater.Metrics;

/// <summary>A tokenizer from outside. White space in its tokens parts them once more, as in the reference tool.</summary>
internal sealed class TokenizerSupplied(SuppliedTokenizer tokenizer) : SegmentTokenizer
{
    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        foreach (string piece in tokenizer.Pieces(segment.ToString()))
        {
            spaced.Add(piece);
            spaced.Add(' ');
        }
    }
}
