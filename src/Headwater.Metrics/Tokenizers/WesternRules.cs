using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>
/// The language-dependent rules of NIST's mteval-v13a, four passes from left to right in which a character is used at most once per pass:
/// punctuation but <c>' , - .</c> apart; period and comma apart after a non-digit; then before a non-digit; dash apart after a digit.
/// Tercom has one pass more: an <c>'s</c> at the end of a word apart, after the first.
/// </summary>
internal sealed class WesternRules
{
    private List<char> _from = [];
    private List<char> _to = [];

    /// <summary>Whether tercom's pass is made. Default false.</summary>
    public bool SeparatesPossessives { get; init; }

    public void Append(ReadOnlySpan<char> text, List<char> spaced)
    {
        _from.Clear();
        SeparatePunctuation(text, _from);
        if (SeparatesPossessives)
            Pass(SeparatePossessive);
        Pass(SeparatePointAfterNonDigit);
        Pass(SeparatePointBeforeNonDigit);
        SeparateDashAfterDigit(CollectionsMarshal.AsSpan(_from), spaced);
    }

    private delegate void Rule(ReadOnlySpan<char> text, List<char> output);

    private void Pass(Rule rule)
    {
        _to.Clear();
        rule(CollectionsMarshal.AsSpan(_from), _to);
        (_from, _to) = (_to, _from);
    }

    private static void SeparatePunctuation(ReadOnlySpan<char> text, List<char> output)
    {
        foreach (char c in text)
        {
            if (IsSeparatedAlways(c))
                output.AddRange([' ', c, ' ']);
            else
                output.Add(c);
        }
    }

    private static void SeparatePossessive(ReadOnlySpan<char> text, List<char> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i..].StartsWith("'s "))
                output.Add(' ');
            output.Add(text[i]);
        }
    }

    private static void SeparatePointAfterNonDigit(ReadOnlySpan<char> text, List<char> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            output.Add(text[i]);
            if (!char.IsAsciiDigit(text[i]) && i + 1 < text.Length && IsPoint(text[i + 1]))
                output.AddRange([' ', text[++i], ' ']);
        }
    }

    private static void SeparatePointBeforeNonDigit(ReadOnlySpan<char> text, List<char> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPoint(text[i]) && i + 1 < text.Length && !char.IsAsciiDigit(text[i + 1]))
                output.AddRange([' ', text[i], ' ', text[++i]]);
            else
                output.Add(text[i]);
        }
    }

    private static void SeparateDashAfterDigit(ReadOnlySpan<char> text, List<char> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            output.Add(text[i]);
            if (char.IsAsciiDigit(text[i]) && i + 1 < text.Length && text[i + 1] == '-')
                output.AddRange([' ', text[++i], ' ']);
        }
    }

    private static bool IsPoint(char c) => c is '.' or ',';

    private static bool IsSeparatedAlways(char c) =>
        c is >= ' ' and <= '&' or >= '(' and <= '+' or '/' or >= ':' and <= '@' or >= '[' and <= '`' or >= '{' and <= '~';
}
