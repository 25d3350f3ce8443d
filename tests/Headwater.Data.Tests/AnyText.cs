using System.Text;

namespace Headwater.Data.Tests;

/// <summary>Text out of a seed: made-up words of several scripts, and strings of any characters, noncharacters and joiners among them.</summary>
internal sealed class AnyText(ulong seed)
{
    private static readonly string[] Syllables =
        ["ka", "ri", "to", "ne", "sul", "mar", "é", "ßen", "łó", "ção", "во", "да", "ние", "κα", "λό", "हि", "न्दी", "தமி", "ழ்", "বাং", "中", "文", "日本", "한국", "ال", "كتاب", "กา", "ស្រុក"];

    private static readonly string[] Odd =
    [
        "\u00A0", "\u3000", "\u200B", "\u200C", "\u200D", "\u00AD", "\uFEFF", "\u2028", "\u0085", "\t", "  ", "   ", "\u0301", "\u0327", "\u20DD", "\u0903", "\u0600", "\u0488", "½", "²", "¹", "Ⅳ", "ⅻ", "ⓐ", "Ⓑ", "①", "ﬁ", "ǅ",
        "İ", "ı", "ſ", "\u212A", "Ω", "ς", "\uFFFE", "\uFFFF", "\uFDD0", "\uFFFD", "😀", "👩‍👧🏽", "🇩🇪", "𝒜", "𐐀", "𐑀", "𠀀", "🄰", "𑀓", "▁", "▁▁", "'s", "'LL", "{", "}", "<s>", "</s>", "<mask>", " <mask>  ", "<unk>", "<br>", "ein",
        "[MASK]", "[CLS]", "<extra_id_0>", "<|endoftext|>", "    ", "``", "''", "123", "4567", "…", "。", "—",
    ];

    private readonly SplitMix _random = new(seed);
    private readonly AnyUnicode _planes = new(seed + 1);

    /// <summary>A line of made-up words, some of them frequent.</summary>
    public string Words(int count)
    {
        StringBuilder line = new();
        for (int i = 0; i < count; i++)
        {
            if (i > 0) line.Append(_random.NextInt32(12) == 0 ? ", " : " ");
            SplitMix word = new((ulong)(_random.NextInt32(40) * _random.NextInt32(40)));
            for (int syllables = 1 + word.NextInt32(3); syllables > 0; syllables--) line.Append(Syllables[word.NextInt32(Syllables.Length)]);
        }

        return line.ToString();
    }

    /// <summary>A line to encode: words, odd characters among words, or characters of all kinds.</summary>
    public string Line()
    {
        StringBuilder line = new(_random.NextInt32(3) == 0 ? "" : Words(1 + _random.NextInt32(8)));
        for (int more = _random.NextInt32(8); more > 0; more--)
        {
            string part = _random.NextInt32(4) == 0 ? Character() : Odd[_random.NextInt32(Odd.Length)];
            int at = _random.NextInt32(line.Length + 1);
            if (at > 0 && at < line.Length && char.IsLowSurrogate(line[at])) at--;
            line.Insert(at, part);
        }

        return line.ToString();
    }

    // Assigned for long: libraries differ in what they know of the newest ones.
    private string Character()
    {
        while (true)
        {
            int value = _random.NextInt32(2) == 0 ? _random.NextInt32(0x3100) : _planes.CodePoint();
            if (value is not ('\n' or '\r' or 0) && Rune.IsValid(value) && !Newer(value)) return new Rune(value).ToString();
        }
    }

    // What the libraries normalise by older tables, letters whose case pairs came later, and what is not assigned yet (but for noncharacters and private use).
    private static bool Newer(int value) => NewerUnicode.Contains(value) || (!IsNoncharacter(value) && Rune.GetUnicodeCategory(new Rune(value)) == System.Globalization.UnicodeCategory.OtherNotAssigned) || value is (>= 0x10D0 and <= 0x10FF) or (>= 0x1C80 and <= 0x1CBF);

    private static bool IsNoncharacter(int value) => value is (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;
}
