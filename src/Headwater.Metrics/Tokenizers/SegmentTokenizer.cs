namespace Headwater.Metrics;

/// <summary>Puts white space between the tokens of a segment. Instances keep buffers between calls; not thread-safe.</summary>
internal abstract class SegmentTokenizer
{
    public static SegmentTokenizer Of(BleuOptions options) =>
        options.SuppliedTokenizer is { } supplied ? new TokenizerSupplied(supplied) : Of(options.Tokenizer);

    public static SegmentTokenizer Of(BleuTokenizer tokenizer) => tokenizer switch
    {
        BleuTokenizer.V13a => new Tokenizer13a(),
        BleuTokenizer.None => new TokenizerNone(),
        BleuTokenizer.Intl => new TokenizerIntl(),
        BleuTokenizer.Char => new TokenizerChar(),
        BleuTokenizer.Zh => new TokenizerZh(),
        _ => throw new ArgumentOutOfRangeException(nameof(tokenizer), tokenizer, "Unknown tokenizer."),
    };

    /// <summary>The tokenizer's name in signatures.</summary>
    public static string NameOf(BleuTokenizer tokenizer) => tokenizer switch
    {
        BleuTokenizer.V13a => "13a",
        BleuTokenizer.None => "none",
        BleuTokenizer.Intl => "intl",
        BleuTokenizer.Char => "char",
        BleuTokenizer.Zh => "zh",
        _ => throw new ArgumentOutOfRangeException(nameof(tokenizer), tokenizer, "Unknown tokenizer."),
    };

    /// <summary>Appends the segment to <paramref name="spaced"/> with white space between its tokens.</summary>
    public abstract void Append(ReadOnlySpan<char> segment, Scratch<char> spaced);
}

/// <summary>Leaves the segment as it is.</summary>
internal sealed class TokenizerNone : SegmentTokenizer
{
    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced) => spaced.Add(segment);
}

/// <summary>Sets every code point apart.</summary>
internal sealed class TokenizerChar : SegmentTokenizer
{
    private readonly Scratch<int> _codePoints = new();

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        _codePoints.Clear();
        CodePoints.AppendWithoutWhitespace(segment, _codePoints);
        foreach (int codePoint in _codePoints.Span)
        {
            CodePoints.Write(codePoint, spaced);
            spaced.Add(' ');
        }
    }
}
