using System.Text.RegularExpressions;

namespace Headwater.Data;

/// <summary>A part of a text: where it begins and ends, and whether it was found or lies between what was found.</summary>
internal readonly record struct TextPart(int Start, int End, bool IsMatch);

/// <summary>Cuts texts into what a pattern of a tokenizer.json finds and what lies between. Thread-safe.</summary>
internal sealed class PatternMatcher
{
    private readonly string? _literal;
    private readonly Regex? _regex;
    private readonly StandIns? _standIns;

    private PatternMatcher(string? literal, Regex? regex, StandIns? standIns) => (_literal, _regex, _standIns) = (literal, regex, standIns);

    /// <summary>Finds a text as it is.</summary>
    public static PatternMatcher Literal(string text) => new(text, null, null);

    /// <summary>Finds what a regular expression of Oniguruma finds. Throws <see cref="InvalidDataException"/> for one that cannot be translated.</summary>
    public static PatternMatcher Of(string pattern)
    {
        return Compile(pattern, OnigurumaPattern.Translate(pattern));
    }

    /// <summary>Finds runs of word characters, and of what is neither those nor white space, as Rust's own regular expressions have them.</summary>
    public static PatternMatcher RustWords()
    {
        string word = PatternProperties.RustWord.Write()[1..^1];
        return Compile("Whitespace", new TranslatedPattern($@"[{word}]+|[^{word}\s]+", new CharacterSet(), TellsAlphabetic: true));
    }

    private static PatternMatcher Compile(string pattern, TranslatedPattern translated)
    {
        try
        {
            return new PatternMatcher(null, new Regex(translated.Text, RegexOptions.CultureInvariant | RegexOptions.Compiled), new StandIns(translated));
        }
        catch (ArgumentException failure)
        {
            throw new InvalidDataException($"the pattern {pattern} cannot be read as a regular expression", failure);
        }
    }

    /// <summary>The parts of a text in their order, all of it; a part that is a match may be empty.</summary>
    public void Cut(string text, List<TextPart> parts)
    {
        parts.Clear();
        int end = 0;
        if (_regex is null)
        {
            for (int at = _literal!.Length == 0 ? -1 : text.IndexOf(_literal, StringComparison.Ordinal); at >= 0; at = text.IndexOf(_literal, end, StringComparison.Ordinal))
                end = Add(parts, at, at + _literal.Length, end);
        }
        else if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF') < 0)
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(text)) end = Add(parts, match.Index, match.Index + match.Length, end);
        }
        else
        {
            List<int> places = [];
            string replaced = _standIns!.Replace(text, places);
            foreach (ValueMatch match in _regex.EnumerateMatches(replaced)) end = Add(parts, places[match.Index], places[match.Index + match.Length], end);
        }

        if (end < text.Length) parts.Add(new TextPart(end, text.Length, IsMatch: false));
    }

    // An empty match right behind another one is none.
    private static int Add(List<TextPart> parts, int start, int end, int last)
    {
        if (start == end && start == last && parts.Count > 0) return last;
        if (start > last) parts.Add(new TextPart(last, start, IsMatch: false));
        parts.Add(new TextPart(start, end, IsMatch: true));
        return end;
    }
}
