using System.Text;

namespace Headwater.Metrics;

/// <summary>
/// An answer as the SQuAD scripts compare it: lower case, without ASCII punctuation, without the words a, an and the, one space between words
/// (Rajpurkar et al. 2016, D16-1264, section 6.1).
/// </summary>
internal static class AnswerText
{
    public static string Normalise(string text) => string.Join(' ', Words(text));

    public static string[] Words(string text)
    {
        string plain = WithoutArticles(WithoutPunctuation(Lowercase.Of(text)));
        List<string> words = [];
        foreach (ReadOnlySpan<char> word in Whitespace.Split(plain))
            words.Add(word.ToString());
        return [.. words];
    }

    private static string WithoutPunctuation(string text) => string.Concat(text.Where(c => !IsAsciiPunctuation(c)));

    // An article stands between characters that are not letters or numbers, and a space takes its place. A mark that combines with a letter is not a
    // letter here, nor is a surrogate without its partner, as in Python's regular expressions.
    private static string WithoutArticles(string text)
    {
        StringBuilder kept = new(text.Length);
        int start = 0;
        while (start < text.Length)
        {
            int end = start;
            while (end < text.Length && StartsWithWordCharacter(text.AsSpan(end), out int length))
                end += length;
            ReadOnlySpan<char> run = text.AsSpan(start, end - start);
            if (run is "a" or "an" or "the")
                kept.Append(' ');
            else
                kept.Append(run);
            if (end < text.Length)
                kept.Append(text[end]);
            start = end + 1;
        }
        return kept.ToString();
    }

    private static bool StartsWithWordCharacter(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out Rune rune, out length);
        return Rune.IsLetter(rune) || Rune.IsNumber(rune);
    }

    private static bool IsAsciiPunctuation(char c) => c is > ' ' and < '\u007F' && !char.IsAsciiLetterOrDigit(c);
}
