using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>Systems by metrics, in the two layouts of the reference tool: a ruled grid and LaTeX with booktabs.</summary>
internal static class SystemsTable
{
    private const double Level = 0.05;
    private const int HeaderPadding = 2;

    public static void Write(TextWriter output, ReportStyle style, string[] names, MetricColumn[] columns)
    {
        List<Cell[]> rows = [[new("System", ReportStyle.Cyan), .. columns.Select(column => new Cell(Header(column), ReportStyle.Cyan))]];
        for (int s = 0; s < names.Length; s++)
        {
            string? colour = s == 0 && columns.Any(column => column.IsPaired) ? ReportStyle.Yellow : null;
            rows.Add([new(names[s], colour), .. columns.Select(column => CellOf(column.Systems[s], style, colour))]);
        }

        int[] widths = [.. Enumerable.Range(0, columns.Length + 1).Select(c => Math.Max(rows[0][c].Width + HeaderPadding, rows.Max(row => row[c].Width)))];
        output.Write(string.Join('\n', style.IsLatex ? Latex(rows, widths, style) : Grid(rows, widths, style)) + "\n\n");
    }

    private static string Header(MetricColumn column) => column.Score.Name + (column.Systems.Any(system => system.Interval is not null) ? " (μ ± 95% CI)" : "");

    private static Cell CellOf(PairedScore score, ReportStyle style, string? colour)
    {
        string text = style.Number(score.Score);
        if (score.Interval is { } interval)
        {
            text += $" ({style.Number(interval.Mean)} ± {style.Number(interval.HalfWidth)})";
        }

        if (score.Comparison is not { } comparison)
        {
            return new Cell(text, colour);
        }

        bool isSignificant = comparison.PValue <= Level;
        string p = $"(p = {FixedPoint.Format(comparison.PValue, 4)}){(isSignificant ? "*" : "")}";
        return style.IsLatex
            ? new Cell($"{text} {p}", null)
            : new Cell(text, colour) { Below = p, BelowColour = isSignificant ? null : ReportStyle.Red };
    }

    private static IEnumerable<string> Grid(List<Cell[]> rows, int[] widths, ReportStyle style)
    {
        yield return Rule(widths, '╒', '═', '╤', '╕');
        for (int r = 0; r < rows.Count; r++)
        {
            if (r > 0)
            {
                yield return r == 1 ? Rule(widths, '╞', '═', '╪', '╡') : Rule(widths, '├', '─', '┼', '┤');
            }

            yield return Line(rows[r], widths, (cell, width, c) => Padded(cell.Text, width, c, style, cell.Colour));
            if (rows[r].Any(cell => cell.Below is not null))
            {
                yield return Line(rows[r], widths, (cell, width, c) => Padded(cell.Below ?? "", width, c, style, cell.BelowColour));
            }
        }

        yield return Rule(widths, '╘', '═', '╧', '╛');
    }

    private static IEnumerable<string> Latex(List<Cell[]> rows, int[] widths, ReportStyle style)
    {
        yield return $"\\begin{{tabular}}{{r{new string('c', widths.Length - 1)}}}\n\\toprule";
        for (int r = 0; r < rows.Count; r++)
        {
            yield return string.Join('&', rows[r].Select((cell, c) => $" {Escaped(Padded(cell.Text, widths[c], c, style with { Colours = false }, null))} ")) + "\\\\";
            if (r == 0)
            {
                yield return "\\midrule";
            }
        }

        yield return "\\bottomrule\n\\end{tabular}";
    }

    private static string Line(Cell[] row, int[] widths, Func<Cell, int, int, string> text) =>
        "│" + string.Join('│', row.Select((cell, c) => $" {text(cell, widths[c], c)} ")) + "│";

    private static string Rule(int[] widths, char left, char line, char cross, char right) =>
        left + string.Join(cross, widths.Select(width => new string(line, width + 2))) + right;

    // Names stand to the right, scores in the middle, a little to the left where the middle is none.
    private static string Padded(string text, int width, int column, ReportStyle style, string? colour)
    {
        int padding = width - text.Length;
        int left = column == 0 ? padding : padding / 2;
        return new string(' ', left) + (colour is null || text.Length == 0 ? text : style.Paint(text, colour)) + new string(' ', padding - left);
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
        '^' => "\\^{}",
        '~' => "\\textasciitilde{}",
        '\\' => "\\textbackslash{}",
        '<' => "\\ensuremath{<}",
        '>' => "\\ensuremath{>}",
        _ => c.ToString(),
    }));

    private sealed record Cell(string Text, string? Colour)
    {
        public string? Below { get; init; }

        public string? BelowColour { get; init; }

        public int Width => Math.Max(Text.Length, Below?.Length ?? 0);
    }
}
