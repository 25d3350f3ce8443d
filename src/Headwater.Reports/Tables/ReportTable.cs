using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>A titled table of formatted cells, the same for page, terminal and CSV.</summary>
public sealed record ReportTable
{
    /// <summary>File name without extension, and the anchor in the page.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>How to read it, in a sentence or two.</summary>
    public string Note { get; init; } = "";

    public required ImmutableArray<ReportColumn> Columns { get; init; }

    public required ImmutableArray<ImmutableArray<ReportCell>> Rows { get; init; }

    /// <summary>Sentences that cells refer to by number, from 1.</summary>
    public ImmutableArray<string> Footnotes { get; init; } = [];

    /// <summary>The table without the columns that hold nothing in any row.</summary>
    public ReportTable WithoutEmptyColumns()
    {
        ImmutableArray<int> used = [.. Enumerable.Range(0, Columns.Length).Where(i => Rows.Any(r => r[i].Text.Length > 0 || r[i].Plot is not null))];
        return this with { Columns = [.. used.Select(i => Columns[i])], Rows = [.. Rows.Select(r => used.Select(i => r[i]).ToImmutableArray())] };
    }

    /// <summary>The table as CSV: columns by name, numbers in round-trip form, lines ended by \n.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        ImmutableArray<int> written = [.. Enumerable.Range(0, Columns.Length).Where(i => Columns[i].Plot is null)];
        csv.AppendJoin(',', written.Select(i => CsvText.Quote(Columns[i].Name))).Append('\n');
        foreach (ImmutableArray<ReportCell> row in Rows) csv.AppendJoin(',', written.Select(i => CsvText.Quote(row[i].Plain))).Append('\n');
        return csv.ToString();
    }
}

/// <summary>A column: its name in files, its heading for people, and whether it holds numbers, which stand to the right.</summary>
/// <param name="Name">Its name in files.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Numeric">Whether it holds numbers.</param>
/// <param name="Plot">Where the cells of the column are drawn instead of written, on a common scale; files leave such a column out.</param>
public sealed record ReportColumn(string Name, string Heading, bool Numeric = false, PlotScale? Plot = null)
{
    /// <summary>How much a reader misses it on a narrow screen: columns of the lowest rank are left out first.</summary>
    public int Rank { get; init; } = 5;
}

/// <summary>A cell: what people read and what files hold where that is more: the full value of a number, or the sentence behind a footnote's number.</summary>
public readonly record struct ReportCell(string Text, double? Value = null, string? Full = null)
{
    /// <summary>What a column that is drawn shows here.</summary>
    public CellPlot? Plot { get; init; }

    /// <summary>A cell for what is not known.</summary>
    public static ReportCell None => new("");

    /// <summary>The content for files and for sorting.</summary>
    public string Plain => Value is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : Full ?? Text;

    public static implicit operator ReportCell(string? text) => FromString(text);

    public static ReportCell FromString(string? text) => new(text ?? "");

    /// <summary>A number, formatted; <see cref="None"/> for <c>null</c>.</summary>
    public static ReportCell Of(double? value, Func<double, string> format) => value is { } v && double.IsFinite(v) ? new(format(v), v) : None;
}
