namespace Headwater.Metrics;

/// <summary>Unicode code points of UTF-16 text. A surrogate without its partner stands for itself, so that no text is refused.</summary>
internal static class CodePoints
{
    public static void Append(ReadOnlySpan<char> text, List<int> codePoints)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            codePoints.Add(isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }
    }

    public static void AppendWithoutWhitespace(ReadOnlySpan<char> text, List<int> codePoints)
    {
        foreach (ReadOnlySpan<char> word in Whitespace.Split(text))
            Append(word, codePoints);
    }

    public static void Write(int codePoint, List<char> text)
    {
        if (codePoint <= char.MaxValue)
        {
            text.Add((char)codePoint);
            return;
        }
        string pair = char.ConvertFromUtf32(codePoint);
        text.Add(pair[0]);
        text.Add(pair[1]);
    }
}
