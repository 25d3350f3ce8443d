using System.Text;

namespace Headwater.Data;

/// <summary>
/// Unicode normal forms (Unicode Standard Annex 15) of any text. The runtime's own method throws on half of a surrogate pair and on some noncharacters, both of which occur in text from
/// the wild; they neither decompose nor combine, so here they stay as they are and the text around them is normalised. Thread-safe.
/// </summary>
internal static class NormalForm
{
    /// <summary>The text in a normal form; the same string where it is in that form already.</summary>
    public static string Of(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text)) return text;
        int at = NextUntouchable(text, 0, out int length);
        if (at < 0) return Normalize(text, form);
        StringBuilder normal = new(text.Length);
        int start = 0;
        for (; at >= 0; at = NextUntouchable(text, start, out length))
        {
            normal.Append(Normalize(text[start..at], form)).Append(text, at, length);
            start = at + length;
        }

        return normal.Append(Normalize(text[start..], form)).ToString();
    }

    private static string Normalize(string text, NormalizationForm form) => text.IsNormalized(form) ? text : text.Normalize(form);

    // Half of a pair, or a noncharacter: U+FDD0 to U+FDEF and the last two of each plane.
    private static int NextUntouchable(string text, int from, out int length)
    {
        for (int at = from; at < text.Length; at++)
        {
            int next = text.AsSpan(at).IndexOfAnyInRange('\uD800', '\uFFFF');
            if (next < 0) break;
            at += next;
            length = 1;
            char first = text[at];
            if (first is (>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE') return at;
            if (!char.IsSurrogate(first)) continue;
            if (!char.IsHighSurrogate(first) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return at;
            length = 2;
            if ((char.ConvertToUtf32(first, text[at + 1]) & 0xFFFE) == 0xFFFE) return at;
            at++;
        }

        length = 0;
        return -1;
    }
}
