using System.Text;

namespace Headwater.Laws;

/// <summary>Reads and writes delimited text after RFC 4180: fields may be quoted, a quote inside is doubled, a quoted field may hold line ends.</summary>
internal static class DelimitedText
{
    /// <summary>Cuts a text with a header row into columns and rows. Blank lines are skipped.</summary>
    public static RawTable Read(string text, char delimiter)
    {
        List<(int, string)> faults = [];
        List<RawRow> records = [.. Records(text.TrimStart('\uFEFF'), delimiter, faults)];
        if (records.Count == 0)
        {
            return new([], [], [(1, "the file is empty; expected a header row with the columns metric and value")]);
        }

        string[] columns = [.. records[0].Cells.Select(cell => cell.Trim())];
        List<RawRow> rows = [];
        foreach (RawRow record in records.Skip(1))
        {
            if (record.Cells.Length == columns.Length)
            {
                rows.Add(record);
            }
            else
            {
                faults.Add((record.Line, $"the row has {record.Cells.Length} fields; expected {columns.Length} as in the header. Check its quotes and delimiters."));
            }
        }

        return new(columns, rows, faults);
    }

    /// <summary>One row of CSV with its line end.</summary>
    public static void AppendRow(StringBuilder csv, IEnumerable<string?> cells)
    {
        csv.AppendJoin(',', cells.Select(Quote)).Append('\n');
    }

    private static string Quote(string? cell) =>
        cell is null ? "" : cell.AsSpan().ContainsAny(",\"\r\n") || cell.Trim() != cell ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static IEnumerable<RawRow> Records(string text, char delimiter, List<(int, string)> faults)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        int line = 1;
        int start = 1;
        bool quoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            char letter = text[at];
            bool doubled = quoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"';
            if (doubled)
            {
                cell.Append('"');
                at++;
            }
            else if (letter == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && letter == delimiter)
            {
                EndCell();
            }
            else if (!quoted && letter == '\n')
            {
                EndCell();
                if (TakeRecord() is { } record)
                {
                    yield return record;
                }

                start = line + 1;
            }
            else if (quoted || letter != '\r')
            {
                cell.Append(letter);
            }

            line += letter == '\n' ? 1 : 0;
        }

        if (quoted)
        {
            faults.Add((start, "a quote is opened and never closed. Close it, or double it where it is part of the text."));
        }
        else if (cell.Length > 0 || cells.Count > 0)
        {
            EndCell();
            if (TakeRecord() is { } record)
            {
                yield return record;
            }
        }

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        RawRow? TakeRecord()
        {
            RawRow? record = cells is [""] ? null : new RawRow(start, [.. cells]);
            cells.Clear();
            return record;
        }
    }
}
