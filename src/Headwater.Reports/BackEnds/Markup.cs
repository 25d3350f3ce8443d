using System.Text;

namespace Headwater.Reports;

/// <summary>Text made safe for HTML and XML.</summary>
internal static class Markup
{
    /// <summary>For the content of an element.</summary>
    public static string Text(string text) => Escape(text, quotes: false);

    /// <summary>A sentence for the content of an element: true minus signs, and no line ends within "5 %" or 5.1 ± 0.2.</summary>
    public static string Prose(string text) => Text(Readable.Prose(text).Replace(" %", "\u00a0%", StringComparison.Ordinal).Replace(" ± ", "\u00a0±\u00a0", StringComparison.Ordinal));

    /// <summary>The same, with what stands between backticks as code.</summary>
    public static string ProseWithCode(string text) => string.Concat(Prose(text).Split('`').Select((part, i) => i % 2 == 1 ? $"<code>{part}</code>" : part));

    /// <summary>For a value in double quotes.</summary>
    public static string Attribute(string text) => Escape(text, quotes: true);

    /// <summary>For a script that sets text: the same replacements, nothing escaped.</summary>
    public static string Plain(string text) => Escape(text, quotes: false, markup: false);

    private static string Escape(string text, bool quotes, bool markup = true)
    {
        var safe = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            _ = c switch
            {
                '&' when markup => safe.Append("&amp;"),
                '<' when markup => safe.Append("&lt;"),
                '>' when markup => safe.Append("&gt;"),
                '"' when quotes => safe.Append("&quot;"),
                // XML 1.0 has no place for control characters and half surrogate pairs, however they are written.
                '\t' or '\n' or '\r' => safe.Append(c),
                < ' ' or '\ufffe' or '\uffff' => safe.Append('\ufffd'),
                // An embedding or override of direction would turn the words after it around; marks and letters of either direction stay.
                (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => safe.Append('\ufffd'),
                _ when char.IsSurrogate(c) && !IsPair(text, i) => safe.Append('\ufffd'),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    private static bool IsPair(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        || (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));
}
