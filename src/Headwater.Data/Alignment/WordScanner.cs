using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>Cuts a text into words: see <see cref="WordProfile"/>.</summary>
internal static class WordScanner
{
    public static IEnumerable<string> Words(string text)
    {
        StringBuilder word = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool alone = IsWrittenWithoutSpaces(rune.Value);
            if (word.Length > 0 && (alone || !IsPartOfWord(rune)))
            {
                yield return word.ToString();
                word.Clear();
            }

            if (alone) yield return rune.ToString();
            else if (IsPartOfWord(rune)) word.Append(Rune.ToLowerInvariant(rune));
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Hiragana and Katakana, and the blocks of ideographs.
    private static bool IsWrittenWithoutSpaces(int value) =>
        value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
