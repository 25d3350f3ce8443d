using System.Buffers;

namespace Headwater.Metrics;

/// <summary>
/// The language-dependent rules of NIST's mteval-v13a, four passes from left to right in which a character is used at most once per pass:
/// punctuation but <c>' , - .</c> apart; period and comma apart after a non-digit; then before a non-digit; dash apart after a digit.
/// Tercom has one pass more: an <c>'s</c> at the end of a word apart, after the first. A pass leaps from mark to mark and copies what is between.
/// </summary>
internal sealed class WesternRules
{
    // All ASCII marks but ' , - . and the blank: where the definition makes three blanks of one, no later rule and no token differs.
    private static readonly SearchValues<char> AlwaysApart = SearchValues.Create("!\"#$%&()*+/:;<=>?@[\\]^_`{|}~");

    private readonly Scratch<char> _first = new();
    private readonly Scratch<char> _second = new();

    /// <summary>Whether tercom's pass is made. Default false.</summary>
    public bool SeparatesPossessives { get; init; }

    /// <summary>Whether the text is put between blanks first, so that the rules see a neighbour of its first and last character. Default false.</summary>
    public bool IsPadded { get; init; }

    public void Append(ReadOnlySpan<char> text, Scratch<char> spaced)
    {
        (Scratch<char> from, Scratch<char> to) = (_first, _second);
        from.Clear();
        if (IsPadded)
            from.Add(' ');
        SeparatePunctuation(text, from);
        if (IsPadded)
            from.Add(' ');
        if (SeparatesPossessives)
        {
            to.Clear();
            SeparatePossessive(from.Span, to);
            (from, to) = (to, from);
        }
        to.Clear();
        SeparatePointAfterNonDigit(from.Span, to);
        from.Clear();
        SeparatePointBeforeNonDigit(to.Span, from);
        SeparateDashAfterDigit(from.Span, spaced);
    }

    private static void SeparatePunctuation(ReadOnlySpan<char> text, Scratch<char> output)
    {
        while (text.IndexOfAny(AlwaysApart) is >= 0 and int mark)
        {
            output.Add(text[..mark]);
            output.Add([' ', text[mark], ' ']);
            text = text[(mark + 1)..];
        }
        output.Add(text);
    }

    private static void SeparatePossessive(ReadOnlySpan<char> text, Scratch<char> output)
    {
        int copied = 0;
        for (int next = 0; text[next..].IndexOf("'s ") is >= 0 and int ahead; next++)
        {
            next += ahead;
            output.Add(text[copied..next]);
            output.Add(' ');
            copied = next;
        }
        output.Add(text[copied..]);
    }

    private static void SeparatePointAfterNonDigit(ReadOnlySpan<char> text, Scratch<char> output)
    {
        int copied = 0;
        int next = 1;                                    // a point needs a character before it that no point has used
        while (next < text.Length && text[next..].IndexOfAny('.', ',') is >= 0 and int ahead)
        {
            next += ahead;
            if (!char.IsAsciiDigit(text[next - 1]))
            {
                output.Add(text[copied..next]);
                output.Add([' ', text[next], ' ']);
                copied = ++next;
            }
            next++;
        }
        output.Add(text[copied..]);
    }

    private static void SeparatePointBeforeNonDigit(ReadOnlySpan<char> text, Scratch<char> output)
    {
        int copied = 0;
        int next = 0;
        while (next < text.Length && text[next..].IndexOfAny('.', ',') is >= 0 and int ahead)
        {
            next += ahead;
            if (next + 1 < text.Length && !char.IsAsciiDigit(text[next + 1]))
            {
                output.Add(text[copied..next]);
                output.Add([' ', text[next], ' ', text[++next]]);
                copied = next + 1;
            }
            next++;
        }
        output.Add(text[copied..]);
    }

    private static void SeparateDashAfterDigit(ReadOnlySpan<char> text, Scratch<char> output)
    {
        int copied = 0;
        for (int next = 1; next < text.Length && text[next..].IndexOf('-') is >= 0 and int ahead; next++)
        {
            next += ahead;
            if (!char.IsAsciiDigit(text[next - 1]))
                continue;
            output.Add(text[copied..next]);
            output.Add([' ', '-', ' ']);
            copied = next + 1;
        }
        output.Add(text[copied..]);
    }
}
