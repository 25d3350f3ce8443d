using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// A set of characters in a pattern: the characters up to U+FFFF as bits, and, where .NET's own notation of a set means the same, that notation, which is searched faster.
/// Characters beyond U+FFFF are decided by stand-ins: <see cref="SupplementaryText"/>. Mutable while it is read.
/// </summary>
internal sealed class CharacterSet
{
    private const int Count = 0x10000;

    private readonly ulong[] _bits = new ulong[Count / 64];
    private StringBuilder? _notation = new();
    private string? _negatedNotation; // of all that is not in the set, where that is shorter

    public static CharacterSet Of(Func<char, bool> holds)
    {
        CharacterSet set = new() { _notation = null };
        for (int c = 0; c < Count; c++)
        {
            if (holds((char)c)) set._bits[c >> 6] |= 1UL << (c & 63);
        }

        return set;
    }

    /// <summary>The set with a notation that means the same in .NET, inside brackets.</summary>
    public static CharacterSet Of(string notation, Func<char, bool> holds)
    {
        CharacterSet set = Of(holds);
        set._notation = new StringBuilder(notation);
        return set;
    }

    public bool Holds(char c) => (_bits[c >> 6] >> (c & 63) & 1) != 0;

    public void Add(char from, char to)
    {
        for (int c = from; c <= to; c++) _bits[c >> 6] |= 1UL << (c & 63);
        _notation?.Append(Escaped(from));
        if (to > from) _notation?.Append('-').Append(Escaped(to));
    }

    public void Add(CharacterSet other)
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] |= other._bits[i];
        if (other._notation is null) _notation = null;
        else _notation?.Append(other._notation);
    }

    public void Intersect(CharacterSet other)
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] &= other._bits[i];
        _notation = null;
    }

    /// <summary>The set with the letters that differ from its own in case only.</summary>
    public CharacterSet WithBothCases() => Of(c => LetterCase.Variants(c).Any(Holds));

    public CharacterSet Complement()
    {
        CharacterSet complement = Of(c => !Holds(c));
        complement._negatedNotation = _notation?.ToString();
        return complement;
    }

    /// <summary>The set as .NET writes it.</summary>
    public string Write()
    {
        if (_negatedNotation is { Length: > 0 }) return $"[^{_negatedNotation}]";
        string ranges = _notation?.ToString() ?? Ranges();
        return ranges.Length == 0 ? @"[^\s\S]" : $"[{ranges}]";
    }

    private string Ranges()
    {
        StringBuilder ranges = new();
        for (int from = 0; from < Count; from++)
        {
            if (!Holds((char)from)) continue;
            int to = from;
            while (to + 1 < Count && Holds((char)(to + 1))) to++;
            ranges.Append(Escaped((char)from));
            if (to > from) ranges.Append('-').Append(Escaped((char)to));
            from = to;
        }

        return ranges.ToString();
    }

    public static string Escaped(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
}
