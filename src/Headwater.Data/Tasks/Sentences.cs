namespace Headwater.Data;

/// <summary>
/// Cuts running text into sentences: at a full stop, exclamation or question mark with the quotes and brackets that close after it, where a space and
/// something other than a small letter follow. A stop after a short word with a capital, such as Mr. or an initial, ends nothing.
/// </summary>
public static class Sentences
{
    private const int LongestAbbreviation = 3;

    /// <summary>The sentences in their order, without spaces around them; all of the text is in one of them.</summary>
    public static IEnumerable<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '…') || (text[i] == '.' && IsAbbreviation(text, start, i)))
                continue;
            int end = i + 1;
            while (end < text.Length && (text[end] is '.' or '!' or '?' or '…' or ')' or ']' or '\'' || IsClosingQuote(text[end]))) end++;
            int next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
            i = end - 1;
            if (next == end || (next < text.Length && char.IsLower(text[next])))
                continue;
            yield return text[start..end].Trim();
            start = next;
        }

        if (!string.IsNullOrWhiteSpace(text[start..]))
            yield return text[start..].Trim();
    }

    private static bool IsAbbreviation(string text, int start, int stop)
    {
        int word = stop;
        while (word > start && char.IsLetter(text[word - 1])) word--;
        return stop > word && stop - word <= LongestAbbreviation && char.IsUpper(text[word]);
    }

    private static bool IsClosingQuote(char c) => c is '"' or '”' or '“' or '’' or '»' or '«';
}
