using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>JSON as Python's json module writes it: numbers that are none are written NaN, Infinity and -Infinity, which are no JSON. They are read as null.</summary>
public static class NonFiniteJson
{
    private static readonly string[] Words = ["NaN", "-Infinity", "Infinity"];

    /// <summary>Parses a text. Throws <see cref="JsonException"/> where it is no JSON otherwise.</summary>
    public static JsonDocument Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException) when (Array.Exists(Words, word => text.Contains(word, StringComparison.Ordinal)))
        {
            return JsonDocument.Parse(WithNulls(text));
        }
    }

    private static string WithNulls(string text)
    {
        StringBuilder plain = new(text.Length);
        bool quoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            string? word = quoted ? null : Array.Find(Words, word => text.AsSpan(at).StartsWith(word));
            if (word is not null)
            {
                plain.Append("null");
                at += word.Length - 1;
                continue;
            }

            plain.Append(c);
            if (c == '\\' && quoted && at + 1 < text.Length) plain.Append(text[++at]);
            else if (c == '"') quoted = !quoted;
        }

        return plain.ToString();
    }
}
