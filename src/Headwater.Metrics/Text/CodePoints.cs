namespace Headwater.Metrics;

/// <summary>Unicode code points of UTF-16 text. A surrogate without its partner stands for itself, so that no text is refused.</summary>
internal static class CodePoints
{
    public static void Append(ReadOnlySpan<char> text, Scratch<int> codePoints)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            codePoints.Add(isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }
    }

    public static void AppendWithoutWhitespace(ReadOnlySpan<char> text, Scratch<int> codePoints)
    {
        foreach (ReadOnlySpan<char> word in Whitespace.Split(text))
            Append(word, codePoints);
    }

    public static void Write(int codePoint, Scratch<char> text)
    {
        if (codePoint <= char.MaxValue)
        {
            text.Add((char)codePoint);
            return;
        }
        Span<char> pair = text.Take(2);
        pair[0] = (char)(0xD7C0 + (codePoint >> 10));    // UTF-16: 0xD800 plus the high bits of the code point less 0x10000
        pair[1] = (char)(0xDC00 + (codePoint & 0x3FF));
    }
}
