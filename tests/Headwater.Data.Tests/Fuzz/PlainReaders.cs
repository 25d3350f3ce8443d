using System.Text;

namespace Headwater.Data.Tests;

/// <summary>What files say by their definitions, as plainly as it can be written; null stands for what is not text or not of the format.</summary>
internal static class PlainReaders
{
    /// <summary>Lines end with a line feed; a carriage return before it, and a byte order mark at the start, are no text. NUL and what is not UTF-8 are faults.</summary>
    public static IEnumerable<string?> Lines(byte[] content)
    {
        int start = 0;
        for (int number = 1; start < content.Length; number++)
        {
            int end = Array.IndexOf(content, (byte)'\n', start);
            byte[] line = content[start..(end < 0 ? content.Length : end)];
            if (number == 1 && line is [0xEF, 0xBB, 0xBF, ..]) line = line[3..];
            if (line is [.., (byte)'\r']) line = line[..^1];
            yield return line.Contains((byte)0) || PlainUnicode.FromUtf8(line) is not { } text ? null : PlainUnicode.Utf16(text);
            start = end < 0 ? content.Length : end + 1;
        }
    }

    /// <summary>The text of a row of a corpus; null where it is no object with a text of whole characters, or a name has half of a surrogate pair.</summary>
    public static string? Document(string row)
    {
        try
        {
            return PlainJson.Parse(row) is Dictionary<string, object?> members && HasNames(members) && members.GetValueOrDefault("text") is string text && IsWhole(text) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool HasNames(Dictionary<string, object?> members) =>
        members.Keys.All(IsWhole) && members.Values.OfType<Dictionary<string, object?>>().All(HasNames);

    private static bool IsWhole(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return false;
            at++;
        }

        return true;
    }

    /// <summary>RFC 4180, and what it leaves open: a quote inside an unquoted cell is text, text after a closing quote belongs to the cell, and empty lines are no rows. A line end inside quotes is a line feed.</summary>
    public static List<string[]>? Csv(string text)
    {
        List<string[]> rows = [];
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false, any = false;
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.EndsWith('\r')) text = text[..^1];
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
                else quoted = false;
                continue;
            }

            if (c == '"' && cell.Length == 0) quoted = any = true;
            else if (c == ',') End(cells, cell);
            else if (c == '\n') EndRow();
            else cell.Append(c);
            any |= c != '\n';
        }

        if (quoted) return null;
        EndRow();
        return rows;

        void EndRow()
        {
            if (any)
            {
                End(cells, cell);
                rows.Add([.. cells]);
            }

            cells.Clear();
            any = false;
        }

        static void End(List<string> cells, StringBuilder cell)
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
