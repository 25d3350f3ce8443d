using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// The characters that stand for bytes in byte-level vocabularies (Radford et al. 2019, GPT-2): printable Latin-1 characters stand for themselves, the other 68 bytes
/// for U+0100 on, in their order.
/// </summary>
internal static class ByteLevelAlphabet
{
    private const int FirstSubstitute = 256;

    private static readonly ImmutableArray<char> Characters = Build();

    private static readonly Dictionary<char, byte> ByteOf = Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++) text[i] = Characters[bytes[i]];
        return new string(text);
    }

    /// <summary>The bytes that a piece stands for; null where it holds a character that stands for none.</summary>
    public static byte[]? Read(string piece)
    {
        byte[] bytes = new byte[piece.Length];
        for (int i = 0; i < piece.Length; i++)
        {
            if (!ByteOf.TryGetValue(piece[i], out bytes[i])) return null;
        }

        return bytes;
    }

    private static ImmutableArray<char> Build()
    {
        int substitute = FirstSubstitute;
        return [.. Enumerable.Range(0, 256).Select(value => value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? (char)value : (char)substitute++)];
    }
}
