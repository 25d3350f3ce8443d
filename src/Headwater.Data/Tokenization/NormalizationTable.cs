using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// The table by which a SentencePiece model rewrites text before it is cut (NFKC and the like). The file holds a double-array trie over UTF-8, whose values
/// point at zero-terminated replacements behind it; at each place the longest match counts.
/// Layout: github google/sentencepiece, src/normalizer.cc, and github s-yata/darts-clone, include/darts.h.
/// </summary>
internal sealed class NormalizationTable
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    private NormalizationTable(uint[] units, byte[] replacements) => (_units, _replacements) = (units, replacements);

    /// <summary>Throws <see cref="ArgumentException"/> for bytes that hold no table.</summary>
    public static NormalizationTable Read(ReadOnlySpan<byte> bytes)
    {
        uint trieBytes = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (trieBytes == 0 || trieBytes % 4 != 0 || trieBytes > bytes.Length - 5 || bytes[^1] != 0)
            throw new ArgumentException("its normalisation table is broken");
        uint[] units = new uint[trieBytes / 4];
        for (int i = 0; i < units.Length; i++) units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + 4 * i)..]);
        return new NormalizationTable(units, bytes[(4 + (int)trieBytes)..].ToArray());
    }

    /// <summary>The rewritten text. Half a surrogate pair becomes U+FFFD.</summary>
    public string Apply(string text)
    {
        byte[] source = Encoding.UTF8.GetBytes(text);
        ArrayBufferWriter<byte> target = new(source.Length + 16);
        for (int at = 0; at < source.Length;)
        {
            int length = LongestMatch(source.AsSpan(at), out int replacement);
            if (length > 0)
            {
                ReadOnlySpan<byte> rest = _replacements.AsSpan(replacement);
                target.Write(rest[..rest.IndexOf((byte)0)]);
            }
            else
            {
                Rune.DecodeFromUtf8(source.AsSpan(at), out _, out length);
                target.Write(source.AsSpan(at, length));
            }

            at += length;
        }

        return Encoding.UTF8.GetString(target.WrittenSpan);
    }

    // A unit holds a label in its low byte, whether it has a leaf in bit 8, and from bit 10 an offset, which bit 9 scales by 256; a leaf's low 31 bits are its value.
    private int LongestMatch(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        int longest = 0;
        uint node = Offset(_units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= _units.Length || (_units[node] & 0x8000_00FF) != text[i]) break;
            uint unit = _units[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 0) continue;
            value = (int)(_units[node] & 0x7FFF_FFFF);
            longest = i + 1;
        }

        return longest;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
