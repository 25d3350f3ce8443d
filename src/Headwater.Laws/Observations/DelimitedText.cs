namespace Headwater.Laws;

/// <summary>Reads delimited text with a header row.</summary>
internal static class DelimitedText
{
    /// <summary>Reads the header and leaves the rows to be read as they are asked for.</summary>
    /// <param name="text">The text; it is closed behind its last row.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="delimiter">The character between fields; <c>null</c> (the default) takes it from the header.</param>
    public static RawTable Read(TextReader text, string name, char? delimiter = null)
    {
        DelimitedReader reader = new(text, delimiter);
        return reader.Next() is not { } header
            ? new(name, [], [new(name, 1, []) { Fault = "the file is empty; expected a header row with the columns metric and value, or a column for each metric.\nhint: the first line names the columns, such as mixture,tokens,loss." }])
            : Numbers(IsMarkdown(header, reader.Delimiter)
                ? new(name, [.. header[1..^1].Select(cell => cell.Trim())], Rows(reader, text, name, header.Length).Where(row => !IsRule(row)).Select(row => row.Fault is null ? row with { Cells = row.Cells[1..^1] } : row)) { Source = text }
                : new(name, [.. header.Select(cell => cell.Trim())], Rows(reader, text, name, header.Length)) { Source = text }, reader.Delimiter);
    }

    // | a | b |: the cells before the first and behind the last line are none.
    private static bool IsMarkdown(string[] header, char delimiter) => delimiter == '|' && header.Length > 2 && header[0].Trim().Length == 0 && header[^1].Trim().Length == 0;

    // |---|:--:|
    private static bool IsRule(RawRow row) => row.Cells.Length > 2 && row.Cells[1..^1].All(cell => cell.Contains('-', StringComparison.Ordinal) && cell.Trim().Trim('-', ':').Length == 0);

    // A comma between columns is none before decimals.
    private static RawTable Numbers(RawTable table, char delimiter) => delimiter == ',' ? table : DecimalCommas.Of(table, isSpreadsheet: delimiter == ';');

    private static IEnumerable<RawRow> Rows(DelimitedReader reader, TextReader text, string name, int width)
    {
        using (text)
        {
            while (reader.Next() is { } cells)
            {
                yield return new(name, reader.Line, cells) { Fault = FaultOf(cells, reader.IsOpen, width) };
            }
        }
    }

    private static string? FaultOf(string[] cells, bool isOpen, int width) =>
        isOpen ? "a quote is opened and never closed.\nhint: close the quote, or double it where it is part of the text."
        : cells.Length != width ? $"the row has {cells.Length} {(cells.Length == 1 ? "field" : "fields")}; expected {width} as in the header.\nhint: put quotes around a field that contains the delimiter, and leave empty what is missing."
        : null;
}
