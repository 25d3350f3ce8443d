using System.Text;

namespace Headwater.Data.Tests;

/// <summary>A value of JSON by RFC 8259, and Python's three words for numbers that are none. Texts keep halves of surrogate pairs; of equal names the last counts.</summary>
internal sealed class PlainJson
{
    private readonly string _json;
    private int _at;

    private PlainJson(string json) => _json = json;

    /// <summary>A dictionary, a list, a string, or null for anything else. Throws <see cref="FormatException"/> for what is no JSON.</summary>
    public static object? Parse(string json)
    {
        PlainJson reader = new(json);
        object? value = reader.Value(1);
        reader.Space();
        return reader._at == json.Length ? value : throw new FormatException();
    }

    private void Space()
    {
        while (_at < _json.Length && _json[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private bool Take(string text)
    {
        if (!_json.AsSpan(_at).StartsWith(text)) return false;
        _at += text.Length;
        return true;
    }

    private void Need(string text)
    {
        if (!Take(text)) throw new FormatException();
    }

    private object? Value(int depth)
    {
        if (depth > 65) throw new FormatException();
        Space();
        if (Take("{")) return Members(depth);
        if (Take("[")) return Items(depth);
        if (Take("\"")) return Text();
        if (!(Take("true") || Take("false") || Take("null") || Take("NaN") || Take("Infinity") || Take("-Infinity"))) Number();
        return null;
    }

    private Dictionary<string, object?> Members(int depth)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        Space();
        if (Take("}")) return members;
        do
        {
            Space();
            Need("\"");
            string name = Text();
            Space();
            Need(":");
            members[name] = Value(depth + 1);
            Space();
        }
        while (Take(","));
        Need("}");
        return members;
    }

    private List<object?> Items(int depth)
    {
        List<object?> items = [];
        Space();
        if (Take("]")) return items;
        do
        {
            items.Add(Value(depth + 1));
            Space();
        }
        while (Take(","));
        Need("]");
        return items;
    }

    private string Text()
    {
        StringBuilder text = new();
        while (_at < _json.Length && _json[_at] != '"')
        {
            char c = _json[_at++];
            if (c < ' ') throw new FormatException();
            text.Append(c == '\\' ? Escaped() : c);
        }

        Need("\"");
        return text.ToString();
    }

    private char Escaped()
    {
        if (_at >= _json.Length) throw new FormatException();
        char kind = _json[_at++];
        if (kind == 'u')
        {
            if (_at + 4 > _json.Length || !_json.AsSpan(_at, 4).ToString().All(char.IsAsciiHexDigit)) throw new FormatException();
            char unit = (char)Convert.ToInt32(_json.Substring(_at, 4), 16);
            _at += 4;
            return unit;
        }

        int place = "\"\\/bfnrt".IndexOf(kind, StringComparison.Ordinal);
        return place >= 0 ? "\"\\/\b\f\n\r\t"[place] : throw new FormatException();
    }

    // int [frac] [exp]
    private void Number()
    {
        Take("-");
        if (!Take("0")) Digits();
        if (Take(".")) Digits();
        if (!(Take("e") || Take("E"))) return;
        if (!Take("+")) Take("-");
        Digits();
    }

    private void Digits()
    {
        int start = _at;
        while (_at < _json.Length && char.IsAsciiDigit(_json[_at])) _at++;
        if (_at == start) throw new FormatException();
    }
}
