using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>Reads JSON as Python writes it: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which JSON does not know, become strings of that text.</summary>
internal static partial class PythonJson
{
    /// <summary>The document in a text.</summary>
    /// <exception cref="JsonException">The text is no JSON, even so.</exception>
    public static JsonDocument Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Document(text);
        }
        catch (JsonException) when (text.Contains("NaN", StringComparison.Ordinal) || text.Contains("Infinity", StringComparison.Ordinal))
        {
            return Document(StringOrWord().Replace(text, match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\""));
        }
    }

    // Half a surrogate pair becomes the replacement character here; the parser would throw.
    private static JsonDocument Document(string text) => JsonDocument.Parse(Encoding.UTF8.GetBytes(text));

    // Strings are matched first, so that a word inside one stays as it is.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """, RegexOptions.Singleline)]
    private static partial Regex StringOrWord();
}
