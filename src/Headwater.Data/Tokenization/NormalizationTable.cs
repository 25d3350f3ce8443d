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
    private const int Ascii = 128;

    private readonly uint[] _units;
    private readonly byte[] _replacements;
    private readonly bool[] _untouched = new bool[Ascii];

    private NormalizationTable(uint[] units, byte[] replacements)
    {
        (_units, _replacements) = (units, replacements);
        for (int first = 0; first < Ascii; first++) _untouched[first] = IsUntouched((byte)first);
    }

    /// <summary>Throws <see cref="ArgumentException"/> for bytes that hold no table.</summary>
    public static NormalizationTable Read(ReadOnlySpan<byte> bytes)
    {
        uint trieBytes = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (trieBytes == 0 || trieBytes % 4 != 0 || trieBytes > bytes.Length - 5 || bytes[^1] != 0)
            throw new ArgumentException("its normalisation table is broken");
        uint[] units = new uint[trieBytes / 4];
        for (int i = 0; i < units.Length; i++) units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 + 4 * i)..]);
        byte[] replacements = bytes[(4 + (int)trieBytes)..].ToArray();
        return units.Length > 0 ? new NormalizationTable(units, replacements) : throw new ArgumentException("its normalisation table is broken");
    }

    /// <summary>The rewritten text. Half a surrogate pair becomes U+FFFD.</summary>
    public string Apply(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        using ByteWriter target = new(rest.Length + 16);
        while (!rest.IsEmpty)
        {
            target.Add(Rewrite(rest, out int length));
            rest = rest[length..];
        }

        return Encoding.UTF8.GetString(target.Written);
    }

    /// <summary>Whether an ASCII byte stays as it is where another ASCII byte, or nothing, follows.</summary>
    public bool Keeps(byte ascii) => _untouched[ascii];

    /// <summary>What the beginning of a text becomes, and how many bytes that is. A byte that is not UTF-8 becomes U+FFFD.</summary>
    public ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> text, out int length)
    {
        length = Match(text, longest: true, out int replacement);
        return length > 0 ? Replacement(replacement) : Utf8Characters.First(text, out length);
    }

    /// <summary>The replacement of the shortest match, as the `tokenizers` library takes it; false where nothing matches.</summary>
    public bool TryRewriteShortest(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rewritten)
    {
        bool found = Match(text, longest: false, out int replacement) > 0;
        rewritten = found ? Replacement(replacement) : default;
        return found;
    }

    private ReadOnlySpan<byte> Replacement(int at)
    {
        ReadOnlySpan<byte> rest = at < _replacements.Length ? _replacements.AsSpan(at) : default;
        return rest[..Math.Max(rest.IndexOf((byte)0), 0)];
    }

    // A unit holds a label in its low byte, whether it has a leaf in bit 8, and from bit 10 an offset, which bit 9 scales by 256; a leaf's low 31 bits are its value.
    private int Match(ReadOnlySpan<byte> text, bool longest, out int value)
    {
        value = 0;
        int length = 0;
        uint[] units = _units;
        uint node = Offset(units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= units.Length || (units[node] & 0x8000_00FF) != text[i]) break;
            uint unit = units[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 0 || node >= units.Length) continue;
            value = (int)(units[node] & 0x7FFF_FFFF);
            length = i + 1;
            if (!longest) break;
        }

        return length;
    }

    private bool IsUntouched(byte first)
    {
        Span<byte> pair = [first, 0];
        if (Match(pair[..1], longest: true, out _) > 0) return false;
        for (pair[1] = 0; pair[1] < Ascii; pair[1]++)
        {
            if (HasPrefix(pair)) return false;
        }

        return true;
    }

    private bool HasPrefix(ReadOnlySpan<byte> text)
    {
        uint node = Offset(_units[0]);
        foreach (byte value in text)
        {
            node ^= value;
            if (node >= _units.Length || (_units[node] & 0x8000_00FF) != value) return false;
            node ^= Offset(_units[node]);
        }

        return true;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
