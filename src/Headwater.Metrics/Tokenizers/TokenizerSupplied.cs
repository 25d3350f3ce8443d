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

/// <summary>A tokenizer from outside for BLEU, with what a signature says of it.</summary>
/// <param name="Name">The name in signatures, such as <c>flores200</c>.</param>
/// <param name="Model">What tells its model from others, such as the start of the file's hash. It may not hold <c>|</c> or <c>:</c>.</param>
/// <param name="Pieces">Cuts a segment into tokens. It is called from several threads.</param>
public sealed record SuppliedTokenizer(string Name, string Model, Func<string, IReadOnlyList<string>> Pieces);
