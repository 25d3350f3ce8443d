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

    public static string Of(string text)
    {
        string lower = text.Contains(CapitalSigma, StringComparison.Ordinal) ? WithFinalSigmas(text) : text.ToLowerInvariant();
        return lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal);
    }

    private static string WithFinalSigmas(string text)
    {
        StringBuilder lower = new(text.ToLowerInvariant());
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == CapitalSigma && IsFinal(text, i))
                lower[i] = 'ς';
        }
        return lower.ToString();
    }

    // Final: a cased letter before, none after, whatever case-ignorable characters stand between.
    private static bool IsFinal(string text, int sigma)
    {
        int before = sigma - 1;
        while (before >= 0 && IsCaseIgnorable(text[before]))
            before--;
        int after = sigma + 1;
        while (after < text.Length && IsCaseIgnorable(text[after]))
            after++;
        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private static bool IsCased(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsCaseIgnorable(char c) =>
        c is '\'' or '.' or ':' or '·' or '’' or '‘' or '․' or '‧'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
