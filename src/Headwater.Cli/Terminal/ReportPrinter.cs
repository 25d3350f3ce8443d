using System.Collections.Immutable;
using System.Text;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>
/// A report's table on a screen: as wide as the screen, with drawn cells, repeated names written once, and the least important columns left out and named
/// where not all have room. Piped it has every column in plain text.
/// </summary>
internal static class ReportPrinter
{
    private const string Gap = "  ";
    private const int PlotWidth = 23;
    private const int WidestText = 30;

    public static void Write(Terminal terminal, ReportTable table)
    {
        if (!terminal.Colours)
        {
            int[] written = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].Plot is null)];
            TablePrinter.Write(terminal, table.Title, [.. written.Select(i => table.Columns[i].Heading)], table.Rows.Select(row => (IReadOnlyList<string>)[.. written.Select(i => row[i].Text)]));
            WriteFootnotes(terminal, table);
            return;
        }

        ImmutableArray<Column> all = [.. table.Columns.Select((column, i) => Column.Of(column, table.Rows, i))];
        ImmutableArray<Column> shown = Fit(all, terminal.Width);
        terminal.Output.WriteLine(Bold(table.Title));
        terminal.Output.WriteLine(Dim(string.Join(Gap, shown.Select(c => c.Pad(c.Heading))).TrimEnd()));
        for (int row = 0; row < table.Rows.Length; row++)
            terminal.Output.WriteLine(string.Join(Gap, shown.Select((c, place) => c.Pad(place == 0 && row > 0 && c.Cells[row] == c.Cells[row - 1] ? "" : c.Cells[row]))).TrimEnd());
        if (shown.Length < all.Length) Prose.Write(terminal, $"Columns omitted at this width ({terminal.Width}): {string.Join(", ", all.Where(c => !shown.Contains(c)).Select(c => c.Title))}. Piped output has all columns.");
        WriteFootnotes(terminal, table);
        terminal.Output.WriteLine();
    }

    private static void WriteFootnotes(Terminal terminal, ReportTable table)
    {
        for (int i = 0; i < table.Footnotes.Length; i++) Prose.Write(terminal, $"{i + 1}. {table.Footnotes[i]}");
    }

    public static string Bold(string text) => $"\u001b[1m{text}\u001b[0m";

    public static string Dim(string text) => $"\u001b[2m{text}\u001b[0m";

    // From the least important on, until the rest has room. The first column says what a row is.
    private static ImmutableArray<Column> Fit(ImmutableArray<Column> columns, int width)
    {
        while (columns.Length > 2 && columns.Sum(c => c.Width + Gap.Length) - Gap.Length > width)
            columns = columns.Remove(columns.Skip(1).Reverse().MinBy(c => c.Rank)!);
        return columns;
    }

    private sealed record Column(string Heading, string Title, int Width, bool Right, int Rank, ImmutableArray<string> Cells)
    {
        public static Column Of(ReportColumn column, ImmutableArray<ImmutableArray<ReportCell>> rows, int index)
        {
            ImmutableArray<string> cells = column.Plot is { } scale
                ? [.. rows.Select(r => r[index].Plot is { } plot ? CellPlotText.Render(plot, scale, PlotWidth) : "")]
                : [.. rows.Select(r => Cut(r[index].Text))];
            int width = cells.Select(c => c.Length).DefaultIfEmpty(0).Max();
            string heading = Short(column.Heading, Math.Max(width, 9));
            return new Column(heading, column.Heading, Math.Max(width, heading.Length), column.Numeric, column.Rank, cells);
        }

        public string Pad(string cell) => Right ? cell.PadLeft(Width) : cell.PadRight(Width);

        private static string Cut(string text) => text.Length <= WidestText ? text : text[..(WidestText - 1)] + "…";

        private static string Short(string heading, int room) => heading.Length <= room ? heading : heading[..(room - 1)] + "…";
    }
}
