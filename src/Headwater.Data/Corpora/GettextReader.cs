using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Headwater.Data;

/// <summary>
/// Reads pairs from a gettext PO file: msgid is the source, msgstr the target (GNU gettext manual, "The Format of PO Files"). The header, fuzzy, obsolete and untranslated
/// entries are skipped; of plural forms the singular pairs with form 0 and the plural with form 1 where there are two.
/// </summary>
internal sealed class GettextReader
{
    private const int LastForm = 1;

    private readonly string _path;
    private readonly Dictionary<string, StringBuilder> _entry = new(StringComparer.Ordinal);
    private string? _keyword;
    private bool _fuzzy;

    private GettextReader(string path) => _path = path;

    public static IEnumerable<TextPair> Pairs(string path) => new GettextReader(path).Read();

    private IEnumerable<TextPair> Read()
    {
        foreach (TextLine line in TextFile.Lines(_path))
        {
            string text = line.Text.Trim();
            bool begins = text.Length == 0 || (text[0] == '#' ? _entry.ContainsKey("msgstr") || _entry.ContainsKey("msgstr[0]") : StartsAnother(text));
            if (begins)
            {
                foreach (TextPair pair in Take()) yield return pair;
            }

            Add(text, line.Number);
        }

        foreach (TextPair pair in Take()) yield return pair;
    }

    private bool StartsAnother(string text) => _keyword is not null && _keyword.StartsWith("msgstr", StringComparison.Ordinal)
        && (text.StartsWith("msgid ", StringComparison.Ordinal) || text.StartsWith("msgctxt ", StringComparison.Ordinal));

    private void Add(string text, long number)
    {
        if (text.Length == 0) return;
        if (text[0] == '#')
        {
            _fuzzy |= text.StartsWith("#,", StringComparison.Ordinal) && text.Contains("fuzzy", StringComparison.Ordinal);
            return;
        }

        int quote = text.IndexOf('"', StringComparison.Ordinal);
        string keyword = quote < 0 ? text : text[..quote].TrimEnd();
        if (quote < 0 || text.Length < quote + 2 || text[^1] != '"' || (keyword.Length == 0 && _keyword is null))
            throw new InvalidDataException($"{_path}({number}): \"{text}\" is no line of a PO file; expected a comment, or msgctxt, msgid, msgid_plural or msgstr and a text in quotes.");
        if (keyword.Length > 0) _entry[_keyword = keyword] = new StringBuilder();
        _entry[_keyword!].Append(Unescape(text[(quote + 1)..^1], number));
    }

    private IEnumerable<TextPair> Take()
    {
        Dictionary<string, string> entry = _entry.ToDictionary(part => part.Key, part => part.Value.ToString(), StringComparer.Ordinal);
        bool use = !_fuzzy && entry.GetValueOrDefault("msgid", "").Length > 0;
        _entry.Clear();
        _keyword = null;
        _fuzzy = false;
        return use ? Forms(entry).Where(pair => pair.Target.Length > 0) : [];
    }

    private static IEnumerable<TextPair> Forms(Dictionary<string, string> entry)
    {
        if (!entry.TryGetValue("msgid_plural", out string? plural))
            return [new TextPair(entry["msgid"], entry.GetValueOrDefault("msgstr", ""))];
        int forms = Enumerable.Range(0, LastForm + 2).TakeWhile(form => entry.ContainsKey(Form(form))).Count();
        TextPair singular = new(entry["msgid"], entry.GetValueOrDefault(Form(0), ""));
        return forms == LastForm + 1 ? [singular, new TextPair(plural, entry[Form(LastForm)])] : [singular];
    }

    private static string Form(int number) => string.Create(CultureInfo.InvariantCulture, $"msgstr[{number}]");

    // As msgfmt reads C's escapes; line ends, tabs and other controls are white space in running text. Octal and hexadecimal ones are bytes of UTF-8.
    private string Unescape(string text, long number)
    {
        using MemoryStream plain = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '"') throw Fault(number, $"a quote inside \"{text}\" has no \\ before it");
            if (text[i] != '\\')
            {
                int end = text.AsSpan(i).IndexOfAny('\\', '"') is >= 0 and int next ? i + next : text.Length;
                plain.Write(Encoding.UTF8.GetBytes(text[i..end]));
                i = end;
                continue;
            }

            if (++i == text.Length) throw Fault(number, $"\"{text}\" ends in the middle of an escape");
            plain.WriteByte(Escaped(text, ref i, number));
        }

        byte[] bytes = plain.ToArray();
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Fault(number, $"the escapes in \"{text}\" are no UTF-8");
    }

    private byte Escaped(string text, ref int i, long number)
    {
        char kind = text[i++];
        switch (kind)
        {
            case 'n' or 't' or 'r' or 'a' or 'b' or 'f' or 'v': return (byte)' ';
            case '\\' or '"': return (byte)kind;
            case >= '0' and <= '7':
                int value = kind - '0';
                for (int most = i + 2; i < most && i < text.Length && text[i] is >= '0' and <= '7'; i++) value = value * 8 + text[i] - '0';
                return (byte)value;
            case 'x':
                int start = i;
                while (i < text.Length && char.IsAsciiHexDigit(text[i])) i++;
                return i > start ? (byte)int.Parse(text.AsSpan(Math.Max(start, i - 2), Math.Min(2, i - start)), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : throw Fault(number, $"\"{text}\" has \\x without a number");
            default: throw Fault(number, $"\"{text}\" has \\{kind}, which is no escape");
        }
    }

    private InvalidDataException Fault(long number, string what) => new($"{_path}({number}): {what}; expected text as msgfmt reads it.\nhint: check the file with msgfmt -c.");
}
