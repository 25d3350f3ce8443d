namespace Headwater.Metrics;

/// <summary>
/// The words of tercom (Snover et al. 2006): what stands between white space, after <see cref="WesternRules"/> with possessives apart when
/// normalised, then Chinese and Japanese characters apart, then marks left out. Case is the caller's.
/// </summary>
internal sealed class TokenizerTercom(TerOptions options) : SegmentTokenizer
{
    private readonly WesternRules _rules = new() { SeparatesPossessives = true, IsPadded = true };
    private readonly bool _separatesAsian = options.Normalized && options.AsianSupport;
    private readonly bool _dropsAsianMarks = options.NoPunctuation && options.AsianSupport;
    private readonly Scratch<char> _normalised = new();

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        if (!options.Normalized)
        {
            AppendKept(segment, spaced);
            return;
        }

        _normalised.Clear();
        _rules.Append(Unescape(segment), _normalised);
        AppendKept(_normalised.Span, spaced);
    }

    // One replacement after the other, as the definition has it: "&amp;lt;" becomes "<".
    private static ReadOnlySpan<char> Unescape(ReadOnlySpan<char> segment) => segment.ContainsAny('&', '\n')
        ? segment.ToString()
            .Replace("\n-", "", StringComparison.Ordinal)
            .Replace("\n", " ", StringComparison.Ordinal)
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
        : segment;

    // The reference tool's rules for runs of kana ask for the start of the text behind a blank and never apply; there are none here.
    private void AppendKept(ReadOnlySpan<char> text, Scratch<char> spaced)
    {
        if (!options.AsianSupport && !options.NoPunctuation)
        {
            spaced.Add(text);
            return;
        }
        foreach (char c in text)
        {
            bool isDropped = (options.NoPunctuation && IsWesternMark(c)) || (_dropsAsianMarks && IsAsianMark(c));
            bool isApart = _separatesAsian && (IsAsianCharacter(c) || IsAsianMark(c));
            if (isApart)
                spaced.Add(' ');
            if (!isDropped)
                spaced.Add(c);
            if (isApart)
                spaced.Add(' ');
        }
    }

    private static bool IsWesternMark(char c) => c is '.' or ',' or '?' or ':' or ';' or '!' or '"' or '(' or ')';

    private static bool IsAsianMark(char c) => c is
        '\u3001' or '\u3002' or >= '\u3008' and <= '\u3011' or >= '\u3014' and <= '\u301F' or >= '\uFF61' and <= '\uFF65' or '\u30FB' or
        '\uFF0E' or '\uFF0C' or '\uFF1F' or '\uFF1A' or '\uFF1B' or '\uFF01' or '\uFF02' or '\uFF08' or '\uFF09'; // full width

    private static bool IsAsianCharacter(char c) => c is
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or // ideographs, extension A
        >= '\u31C0' and <= '\u31EF' or >= '\u2E80' and <= '\u2EFF' or // strokes, radicals
        >= '\u3300' and <= '\u33FF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE4F' or // compatibility forms
        >= '\u3200' and <= '\u3F22';                     // enclosed letters; the reference tool writes 3F22 for 32FF, kept for equal scores
}
