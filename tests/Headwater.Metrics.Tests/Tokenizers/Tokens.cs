namespace Headwater.Metrics.Tests;

internal static class Tokens
{
    /// <summary>The segment's tokens as BLEU counts them, joined by single spaces.</summary>
    public static string Of(string segment, BleuTokenizer tokenizer) => Of(segment, SegmentTokenizer.Of(tokenizer));

    /// <summary>The tokens that <paramref name="tokenizer"/> makes of a segment, joined by single spaces.</summary>
    public static string Of(string segment, SegmentTokenizer tokenizer)
    {
        Scratch<char> spaced = new();
        tokenizer.Append(segment, spaced);

        List<string> tokens = [];
        foreach (ReadOnlySpan<char> token in Whitespace.Split(spaced.Span))
            tokens.Add(token.ToString());
        return string.Join(' ', tokens);
    }
}
