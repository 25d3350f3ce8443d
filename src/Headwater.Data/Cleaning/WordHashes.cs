using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// The words of a text as 64-bit hashes, for comparisons that do not see case, punctuation, spacing or the way accents are encoded: a word is a run of letters, marks and digits in
/// lower case and compatibility form. Scripts that are written without spaces give a word for each character.
/// </summary>
internal static class WordHashes
{
    private const ulong Offset = 0xCBF29CE484222325, Prime = 0x100000001B3; // FNV-1a, 64 bits (Fowler, Noll, Vo)

    public static void Of(string text, List<ulong> into)
    {
        into.Clear();
        text = NormalForm.Of(text, NormalizationForm.FormKC);
        ulong hash = Offset;
        for (int i = 0; i < text.Length;)
        {
            char first = text[i];
            if (char.IsAscii(first))
            {
                i++;
                if (char.IsAsciiLetterOrDigit(first)) hash = (hash ^ (ulong)(first | (char.IsAsciiLetterUpper(first) ? 0x20 : 0))) * Prime;
                else End(into, ref hash);
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length);
            i += length;
            if (!IsOfWord(rune)) End(into, ref hash);
            else if (!StandsAlone(rune.Value)) hash = (hash ^ (ulong)Rune.ToLowerInvariant(rune).Value) * Prime;
            else
            {
                End(into, ref hash);
                hash = (hash ^ (ulong)rune.Value) * Prime;
                End(into, ref hash);
            }
        }

        End(into, ref hash);
    }

    /// <summary>One hash of a run of words; the order matters.</summary>
    public static ulong Join(ReadOnlySpan<ulong> words)
    {
        ulong joined = (ulong)words.Length;
        foreach (ulong word in words) joined = SplitMix.Mix(joined, word);
        return joined;
    }

    /// <summary>One hash of three words.</summary>
    public static ulong Join(ulong first, ulong second, ulong third) => SplitMix.Mix(SplitMix.Mix(first, second), third);

    private static void End(List<ulong> into, ref ulong hash)
    {
        if (hash != Offset) into.Add(hash);
        hash = Offset;
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.EnclosingMark or (>= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber);

    // Thai and Lao, Burmese, Khmer, kana, and Han characters with their extensions.
    private static bool StandsAlone(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
