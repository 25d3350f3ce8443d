using System.Buffers;
using System.Text;

namespace Headwater.Data;

/// <summary>Characters of a UTF-8 text.</summary>
internal static class Utf8Characters
{
    /// <summary>U+FFFD, which stands for what is not UTF-8.</summary>
    public static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>U+2581, which SentencePiece writes for a space.</summary>
    public static ReadOnlySpan<byte> SpaceMark => "\u2581"u8;

    /// <summary>Bytes of the character that a byte begins; 1 for a byte that begins none.</summary>
    public static int Length(byte first) => first switch
    {
        < 0xC0 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        < 0xF8 => 4,
        _ => 1,
    };

    /// <summary>The first character and its length; U+FFFD and 1 where there is none.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text, out int length)
    {
        if (Rune.DecodeFromUtf8(text, out _, out length) == OperationStatus.Done) return text[..length];
        length = 1;
        return Replacement;
    }
}
