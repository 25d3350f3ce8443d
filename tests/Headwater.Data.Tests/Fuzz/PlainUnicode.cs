using System.Text;

namespace Headwater.Data.Tests;

/// <summary>UTF-8 and UTF-16 by the tables of the Unicode Standard (chapter 3, definitions D91 and D92), without the runtime's encodings.</summary>
internal static class PlainUnicode
{
    public static string Utf16(IEnumerable<int> text)
    {
        StringBuilder units = new();
        foreach (int value in text)
        {
            if (value < 0x10000) units.Append((char)value);
            else units.Append((char)(0xD800 + ((value - 0x10000) >> 10))).Append((char)(0xDC00 + ((value - 0x10000) & 0x3FF)));
        }

        return units.ToString();
    }

    public static byte[] Utf8(IEnumerable<int> text) => [.. text.SelectMany(Utf8)];

    private static byte[] Utf8(int value) => value switch
    {
        < 0x80 => [(byte)value],
        < 0x800 => [(byte)(0xC0 | (value >> 6)), Tail(value)],
        < 0x10000 => [(byte)(0xE0 | (value >> 12)), Tail(value >> 6), Tail(value)],
        _ => [(byte)(0xF0 | (value >> 18)), Tail(value >> 12), Tail(value >> 6), Tail(value)],
    };

    private static byte Tail(int value) => (byte)(0x80 | (value & 0x3F));

    /// <summary>The code points of well-formed bytes (table 3-7); null for others.</summary>
    public static List<int>? FromUtf8(ReadOnlySpan<byte> bytes)
    {
        List<int> text = [];
        for (int at = 0; at < bytes.Length;)
        {
            byte lead = bytes[at];
            int more = lead switch { < 0x80 => 0, >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => -1 };
            if (more < 0 || at + more >= bytes.Length) return null;
            int value = more switch { 0 => lead, 1 => lead & 0x1F, 2 => lead & 0x0F, _ => lead & 0x07 };
            for (int i = 1; i <= more; i++)
            {
                if ((bytes[at + i] & 0xC0) != 0x80) return null;
                value = (value << 6) | (bytes[at + i] & 0x3F);
            }

            bool isShortest = more switch { 2 => value >= 0x800, 3 => value >= 0x10000, _ => true };
            if (!isShortest || value > 0x10FFFF || value is >= 0xD800 and <= 0xDFFF) return null;
            text.Add(value);
            at += more + 1;
        }

        return text;
    }
}
