using System.Globalization;
using System.Text;

namespace Headwater.Data.Tests;

/// <summary>Writes random texts as the formats allow it, in any of the ways they allow.</summary>
internal static class PlainWriters
{
    private const string Signs = "{}[]\":,\\u1eE-+.0Nn\t x";

    private static readonly string[] Others =
        ["1", "-0.5e+3", "NaN", "-Infinity", "Infinity", "null", "true", "[]", "[1, NaN, {\"text\": \"NaN\"}]", "{\"text\": 1}", "{}", "\"NaN \\\" Infinity\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "[\"\\udc00\"]"];

    /// <summary>An object with a text and other things around it; every third is broken somewhere.</summary>
    public static string JsonRow(AnyUnicode any)
    {
        List<string> members = [.. Enumerable.Range(0, any.Below(3)).Select(_ => $"{JsonText(any, 6)}{Space(any)}:{Space(any)}{Others[any.Below(Others.Length)]}")];
        members.Insert(any.Below(members.Count + 1), $"\"text\"{Space(any)}:{Space(any)}{JsonText(any, 30)}");
        if (any.Once(20)) members.Add($"\"text\": {JsonText(any, 5)}");
        string row = $"{Space(any)}{{{string.Join($"{Space(any)},{Space(any)}", members)}{Space(any)}}}{Space(any)}";
        if (!any.Once(3)) return row;
        int at = any.Below(row.Length);
        if (char.IsLowSurrogate(row[at])) at--;
        string rest = row[(at + (char.IsHighSurrogate(row[at]) ? 2 : 1))..];
        row = row[..at] + (any.Below(3) switch { 0 => "", 1 => Signs[any.Below(Signs.Length)].ToString(), _ => Others[any.Below(Others.Length)] }) + rest;
        return row.Trim().Length == 0 ? "{}" : row;
    }

    private static string Space(AnyUnicode any) => any.Below(6) switch { 0 => " ", 1 => "\t", 2 => " \r ", _ => "" };

    private static string JsonText(AnyUnicode any, int most)
    {
        StringBuilder text = new("\"");
        foreach (int value in any.CodePoints(most, "\"\\/\n\u0001NaN "))
        {
            string units = PlainUnicode.Utf16([value]);
            int known = "\"\\/\b\f\n\r\t".IndexOf(units, StringComparison.Ordinal);
            if (known >= 0 && any.Once(2)) text.Append('\\').Append("\"\\/bfnrt"[known]);
            else if (value < ' ' || value is '"' or '\\' || any.Once(4)) text.Append(string.Concat(units.Select(unit => Escape(any, unit))));
            else text.Append(units);
            if (any.Once(400)) text.Append(Escape(any, any.Surrogate()));
        }

        return text.Append('"').ToString();
    }

    private static string Escape(AnyUnicode any, int unit) => "\\u" + unit.ToString(any.Once(2) ? "x4" : "X4", CultureInfo.InvariantCulture);

    /// <summary>A row of cells, quoted where they must be and now and then where not.</summary>
    public static void CsvRow(AnyUnicode any, int columns, StringBuilder table)
    {
        string[] cells = [.. Enumerable.Range(0, columns).Select(_ => CsvCell(any, columns == 1))];
        table.AppendJoin(',', cells).Append(any.Once(4) ? "\r\n" : "\n");
        if (any.Once(20)) table.Append('\n');
    }

    private static string CsvCell(AnyUnicode any, bool alone)
    {
        string text = PlainUnicode.Utf16(any.CodePoints(15, "\",\n\r "));
        bool must = text.AsSpan().IndexOfAny("\",\n\r") >= 0 || (alone && text.Length == 0);
        return must || any.Once(5) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>An entry of a PO file with comments, escapes and texts in several parts; the pairs it gives.</summary>
    public static IEnumerable<TextPair> GettextEntry(AnyUnicode any, StringBuilder file)
    {
        bool fuzzy = any.Once(10), plural = any.Once(8), obsolete = any.Once(15);
        (string from, string fromWritten) = GettextText(any);
        (string to, string toWritten) = GettextText(any);
        (string many, string manyWritten) = GettextText(any);
        (string all, string allWritten) = GettextText(any);
        if (any.Once(4)) file.Append("# a comment with msgid \"x\"\n#: file.c:3\n");
        if (fuzzy) file.Append("#, c-format, fuzzy\n");
        if (any.Once(6)) file.Append("msgctxt ").Append(GettextText(any).Written).Append('\n');
        string[] lines = plural
            ? [$"msgid {fromWritten}", $"msgid_plural {manyWritten}", $"msgstr[0] {toWritten}", $"msgstr[1] {allWritten}"]
            : [$"msgid {fromWritten}", $"msgstr {toWritten}"];
        file.AppendJoin('\n', lines).Append(any.Once(3) ? "\r\n" : "\n");
        if (obsolete) file.Append("#~ msgid \"gone\"\n#~ msgstr \"weg\"\n");
        if (any.Once(2) || obsolete) file.Append('\n');
        TextPair[] pairs = plural ? [new TextPair(from, to), new TextPair(many, all)] : [new TextPair(from, to)];
        return fuzzy || from.Length == 0 ? [] : pairs.Where(pair => pair.Target.Length > 0);
    }

    private static (string Text, string Written) GettextText(AnyUnicode any)
    {
        StringBuilder text = new(), written = new("\"");
        bool afterHexadecimal = false;
        foreach (int value in any.CodePoints(12, "\"\\\n\t af07"))
        {
            string units = PlainUnicode.Utf16([value]);
            bool isHexadecimal = value >= ' ' && value is not ('"' or '\\') && (any.Once(8) || (afterHexadecimal && char.IsAsciiHexDigit(units[0])));
            int control = "\n\t\r\a\b\f\v".IndexOf(units, StringComparison.Ordinal);
            if (control >= 0 && (value == '\n' || any.Once(2)))
            {
                written.Append('\\').Append("ntrabfv"[control]);
                text.Append(' ');
            }
            else
            {
                if (value is '"' or '\\') written.Append('\\').Append(units);
                else if (isHexadecimal) written.Append(string.Concat(PlainUnicode.Utf8([value]).Select(unit => $"\\x{unit:x2}")));
                else if (any.Once(8)) written.Append(string.Concat(PlainUnicode.Utf8([value]).Select(unit => "\\" + Convert.ToString(unit, 8).PadLeft(3, '0'))));
                else written.Append(units);
                text.Append(units);
            }

            afterHexadecimal = isHexadecimal;
            if (!any.Once(10)) continue;
            written.Append("\"\n\"");
            afterHexadecimal = false;
        }

        return (text.ToString(), written.Append('"').ToString());
    }

    /// <summary>A unit of a TMX file with both languages, entities, sections and inline codes; its pair.</summary>
    public static TextPair TmxUnit(AnyUnicode any, StringBuilder file)
    {
        (string from, string fromWritten) = XmlText(any);
        (string to, string toWritten) = XmlText(any);
        string english = $"<tuv xml:lang=\"{(any.Once(2) ? "en" : "EN-us")}\"><seg>{fromWritten}</seg></tuv>";
        string german = $"<tuv xml:lang=\"{(any.Once(2) ? "de" : "de_AT")}\"><prop type=\"x\">no</prop><seg>{toWritten}</seg></tuv>";
        string other = any.Once(3) ? "<tuv xml:lang=\"enm\"><seg>middle</seg></tuv>" : "";
        file.Append("<tu>").Append(other).Append(any.Once(2) ? english + german : german + english).Append("</tu>\n");
        return new TextPair(from, to);
    }

    private static (string Text, string Written) XmlText(AnyUnicode any)
    {
        StringBuilder text = new(), written = new();
        foreach (int value in any.CodePoints(15, "<>&\"' \n"))
        {
            if (value is (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF) continue; // XML 1.0 has no place for them (production 2)
            string units = PlainUnicode.Utf16([value]);
            text.Append(units);
            if (value is '\r' || any.Once(6)) written.Append(any.Once(2) ? FormattableString.Invariant($"&#{value};") : FormattableString.Invariant($"&#x{value:X};"));
            else if (value is '<' or '&' or '>') written.Append(value == '<' ? "&lt;" : value == '&' ? "&amp;" : "&gt;");
            else if (any.Once(12)) written.Append("<![CDATA[").Append(units).Append("]]>");
            else written.Append(units);
            if (any.Once(12)) written.Append("<ph x=\"1\">&lt;b&gt;</ph>");
        }

        // A line end is a space in running text.
        string running = text.Replace("\r\n", " ").ToString();
        return (string.Concat(running.Select(unit => unit is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' ? ' ' : unit)).Trim(), written.ToString());
    }
}
