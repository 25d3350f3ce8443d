using System.Text;

namespace Headwater.Cli;

/// <summary>Encodings by the names that Python knows them by, which sacreBLEU takes: case, hyphens, underscores and spaces in a name do not count.</summary>
internal static class PythonEncodings
{
    // Python's name without separators, and .NET's. Python documentation, codecs, "Standard Encodings".
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["utf8"] = "utf-8", ["u8"] = "utf-8", ["utf"] = "utf-8", ["cp65001"] = "utf-8", ["utf16le"] = "utf-16", ["utf16be"] = "utf-16BE",
        ["utf32"] = "utf-32", ["u32"] = "utf-32", ["utf32le"] = "utf-32", ["utf32be"] = "utf-32BE",
        ["ascii"] = "us-ascii", ["usascii"] = "us-ascii", ["646"] = "us-ascii",
        ["latin"] = "iso-8859-1", ["latin1"] = "iso-8859-1", ["l1"] = "iso-8859-1", ["8859"] = "iso-8859-1", ["cp819"] = "iso-8859-1",
        ["latin2"] = "iso-8859-2", ["l2"] = "iso-8859-2", ["latin3"] = "iso-8859-3", ["l3"] = "iso-8859-3", ["latin4"] = "iso-8859-4", ["l4"] = "iso-8859-4",
        ["cyrillic"] = "iso-8859-5", ["arabic"] = "iso-8859-6", ["greek"] = "iso-8859-7", ["hebrew"] = "iso-8859-8", ["latin5"] = "iso-8859-9", ["l5"] = "iso-8859-9",
        ["latin7"] = "iso-8859-13", ["l7"] = "iso-8859-13", ["latin9"] = "iso-8859-15", ["l9"] = "iso-8859-15",
        ["gb2312"] = "gb2312", ["euccn"] = "gb2312", ["chinese"] = "gb2312", ["gbk"] = "gb2312", ["cp936"] = "gb2312", ["ms936"] = "gb2312", ["gb18030"] = "gb18030",
        ["big5"] = "big5", ["big5tw"] = "big5", ["cp950"] = "big5", ["shiftjis"] = "shift_jis", ["sjis"] = "shift_jis", ["cp932"] = "shift_jis", ["mskanji"] = "shift_jis", ["eucjp"] = "euc-jp",
        ["ujis"] = "euc-jp", ["euckr"] = "euc-kr", ["korean"] = "euc-kr", ["cp949"] = "ks_c_5601-1987", ["uhc"] = "ks_c_5601-1987", ["koi8r"] = "koi8-r", ["koi8u"] = "koi8-u",
        ["macroman"] = "macintosh", ["macintosh"] = "macintosh", ["mac"] = "macintosh",
    };

    /// <summary>The encoding, which refuses bytes that it does not know; null where nobody knows the name.</summary>
    public static Encoding? Find(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string key = new([.. name.Where(c => c is not ('-' or '_' or ' ')).Select(char.ToLowerInvariant)]);
        switch (key)
        {
            case "utf8sig": return new Utf8WithMark();
            case "utf16" or "u16": return new Utf16();
        }

        foreach (string candidate in Candidates(name, key))
        {
            try
            {
                return Encoding.GetEncoding(candidate, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            }
            catch (ArgumentException)
            {
                // the next name
            }
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string name, string key)
    {
        if (Names.TryGetValue(key, out string? known))
        {
            yield return known;
        }

        yield return name;
        if (key.StartsWith("iso8859", StringComparison.Ordinal))
        {
            yield return "iso-8859-" + key["iso8859".Length..];
        }

        if (key.StartsWith("cp", StringComparison.Ordinal) || key.StartsWith("windows", StringComparison.Ordinal) || key.StartsWith("ibm", StringComparison.Ordinal))
        {
            string number = new([.. key.Where(char.IsAsciiDigit)]);
            yield return "windows-" + number;
            yield return "ibm" + number;
            yield return "cp" + number;
        }
    }

    /// <summary>The bytes as text. A byte order mark at the start is dropped where Python's encoding of that name drops it, and tells the order of bytes.</summary>
    public static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding is Utf16 && bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]);
        }

        string text = encoding.GetString(bytes);
        return encoding is Utf16 or Utf8WithMark && text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    /// <summary>UTF-8 whose byte order mark, where a text begins with one, is not part of it: utf-8-sig.</summary>
    private sealed class Utf8WithMark() : UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-16 in the order that the mark at its start tells, else with the low byte first: utf-16.</summary>
    private sealed class Utf16() : UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
}
