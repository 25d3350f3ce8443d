using System.Text;

namespace Headwater.Data;

/// <summary>Letter case by the Unicode data alone, whatever the culture.</summary>
internal static class LetterCase
{
    private const char DottedCapitalI = '\u0130';

    /// <summary>Lower case, character by character, as Rust has it: İ becomes i and a dot above (Unicode SpecialCasing.txt), where .NET leaves it.</summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        return lower.Contains(DottedCapitalI) ? lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal) : lower;
    }

    /// <summary>The characters that equal this one where case does not count (simple case folding, Unicode CaseFolding.txt).</summary>
    public static IEnumerable<char> Variants(char c)
    {
        char upper = char.ToUpperInvariant(c), lower = char.ToLowerInvariant(c);
        yield return c;
        if (upper != c) yield return upper;
        if (lower != c) yield return lower;
        // Letters that share a fold with an ASCII letter or its neighbour and are no case pair of it.
        switch (lower)
        {
            case 's': yield return '\u017F'; break;
            case 'k': yield return '\u212A'; break;
            case '\u00E5': yield return '\u212B'; break;
            case '\u017F': yield return 's'; break;
        }
    }
}
