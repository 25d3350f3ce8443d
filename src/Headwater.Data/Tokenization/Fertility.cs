using System.Text;

namespace Headwater.Data;

/// <summary>
/// How many tokens a tokenizer makes of a text: the fewer, the better it fits the language. A word is a run between white space, so tokens per word say little of
/// languages that write none.
/// </summary>
public sealed record Fertility
{
    public required long Lines { get; init; }

    public required long Words { get; init; }

    /// <summary>UTF-8 bytes without line ends.</summary>
    public required long Bytes { get; init; }

    public required long Tokens { get; init; }

    /// <summary>Tokens that stand for text without a piece.</summary>
    public long Unknown { get; init; }

    /// <summary>Null where there is no word.</summary>
    public double? TokensPerWord => Words == 0 ? null : (double)Tokens / Words;

    /// <summary>Null where there is no text.</summary>
    public double? TokensPerByte => Bytes == 0 ? null : (double)Tokens / Bytes;

    /// <summary>Two texts together.</summary>
    public static Fertility operator +(Fertility left, Fertility right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Fertility
        {
            Lines = left.Lines + right.Lines, Words = left.Words + right.Words, Bytes = left.Bytes + right.Bytes, Tokens = left.Tokens + right.Tokens,
            Unknown = left.Unknown + right.Unknown,
        };
    }

    /// <summary>Words of a text: runs between white space.</summary>
    public static long CountWords(ReadOnlySpan<char> text)
    {
        long words = 0;
        bool inside = false;
        foreach (char character in text)
        {
            bool space = char.IsWhiteSpace(character);
            if (!space && !inside) words++;
            inside = !space;
        }

        return words;
    }

    /// <summary>Words of a UTF-8 text: runs between white space.</summary>
    public static long CountWords(ReadOnlySpan<byte> utf8)
    {
        long words = 0;
        bool inside = false;
        for (int at = 0; at < utf8.Length;)
        {
            int length = 1;
            bool space = utf8[at] < 0x80 ? char.IsWhiteSpace((char)utf8[at]) : Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out length) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune);
            if (!space && !inside) words++;
            inside = !space;
            at += length;
        }

        return words;
    }
}
