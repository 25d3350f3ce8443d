using System.Globalization;
using System.Text;

namespace Headwater.Metrics;

/// <summary>
/// Lower case by the full Unicode mapping, which differs from .NET's invariant one in two letters: İ becomes i with a dot above, and Σ
/// at the end of a word becomes ς (Unicode Standard, section 3.13, Final_Sigma).
/// </summary>
internal static class Lowercase
{
    private const char DottedCapitalI = '\u0130';
    private const char CapitalSigma = '\u03A3';
    private const char FinalSigma = '\u03C2';
    private const string WordInnerPunctuation = "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    public static string Of(string text)
    {
        Scratch<char> lower = new();
        return Of(text, lower).ToString();
    }

    /// <summary>The lower case of <paramref name="text"/>, written into <paramref name="lower"/> in place of what it holds.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, Scratch<char> lower)
    {
        lower.Clear();
        Span<char> letters = lower.Take(text.Length);
        text.ToLowerInvariant(letters);
        for (int i = 0; text[i..].IndexOf(CapitalSigma) is >= 0 and int ahead; i++)
        {
            i += ahead;
            if (IsFinal(text, i))
                letters[i] = FinalSigma;
        }
        return letters.Contains(DottedCapitalI) ? WithDots(letters, lower) : letters;
    }

    // The dot has no letter of its own in lower case.
    private static ReadOnlySpan<char> WithDots(ReadOnlySpan<char> letters, Scratch<char> lower)
    {
        string dotted = letters.ToString().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        lower.Clear();
        lower.Add(dotted);
        return lower.Span;
    }

    // Final: a cased letter before, none after, whatever case-ignorable characters stand between.
    private static bool IsFinal(ReadOnlySpan<char> text, int sigma) => EndsCased(text[..sigma]) && !StartsCased(text[(sigma + 1)..]);

    private static bool EndsCased(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(text, out Rune rune, out int length);
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
            text = text[..^length];
        }
        return false;
    }

    private static bool StartsCased(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
        }
        return false;
    }

    // Unicode's Cased: letters with case, and the letter-like signs of DerivedCoreProperties.txt (ordinals, Roman numerals, enclosed letters).
    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or >= 0x2160 and <= 0x217F or >= 0x24B6 and <= 0x24E9
            or >= 0x1F130 and <= 0x1F149 or >= 0x1F150 and <= 0x1F169 or >= 0x1F170 and <= 0x1F189;

    // Unicode's Case_Ignorable: marks, formats, modifiers, and the punctuation that may stand inside a word.
    private static bool IsCaseIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || WordInnerPunctuation.Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal);
}
