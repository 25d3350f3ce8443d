using System.Globalization;
using System.Text;

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
        _entry[_keyword!].Append(Unescape(text.AsSpan(quote + 1, text.Length - quote - 2)));
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

    private static string Unescape(ReadOnlySpan<char> text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            plain.Append(text[++i] switch { 'n' => ' ', 't' => ' ', 'r' => ' ', var other => other });
        }

        return plain.ToString();
    }
}
