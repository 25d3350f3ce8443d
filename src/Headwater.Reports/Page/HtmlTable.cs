using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>A table as HTML: a caption, scopes, a region that scrolls by keyboard, and numbers with their full value for sorting.</summary>
internal static class HtmlTable
{
    /// <summary>Tables with more rows scroll inside their own box on a screen.</summary>
    private const int LongTable = 24;

    /// <summary>Cells with more characters than this may break into lines.</summary>
    private const int LongText = 32;

    /// <summary>Rows beyond these are left to the file: a page of tens of thousands of rows serves nobody.</summary>
    private const int MostRows = 400;

    public static void Write(StringBuilder html, ReportTable table)
    {
        string size = table.Rows.Length > LongTable ? " long" : "";
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll{size}\" role=\"group\" aria-label=\"{Markup.Attribute(table.Title)}\" tabindex=\"0\">\n<table class=\"sortable\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<caption class=\"hidden\">{Markup.Text(table.Title)}</caption>\n<thead><tr>");
        foreach (ReportColumn column in table.Columns) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(column)}>{Markup.Text(column.Heading)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (ImmutableArray<ReportCell> row in table.Rows.Take(MostRows))
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++) Cell(html, table.Columns[i], row[i], header: i == 0);
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
        if (table.Rows.Length > MostRows) html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">The first {MostRows} of {Readable.Whole(table.Rows.Length)} rows are shown. The CSV file has all rows.</p>\n");
        if (table.Footnotes.IsEmpty) return;
        html.Append("<ol class=\"footnotes\">\n");
        foreach (string note in table.Footnotes) html.Append(CultureInfo.InvariantCulture, $"<li>{Markup.Prose(note)}</li>\n");
        html.Append("</ol>\n");
    }

    private static void Cell(StringBuilder html, ReportColumn column, ReportCell cell, bool header)
    {
        if (column.Plot is { } scale)
        {
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"p\">{(cell.Plot is { } plot ? CellPlotSvg.Render(plot, scale) : "")}</td>");
            return;
        }

        string name = header ? "th scope=\"row\"" : "td";
        string value = cell.Value is { } number && column.Numeric ? $" data-v=\"{number.ToString("R", CultureInfo.InvariantCulture)}\"" : "";
        string wrap = !column.Numeric && cell.Text.Length > LongText ? " class=\"w\"" : "";
        html.Append(CultureInfo.InvariantCulture, $"<{name}{Class(column)}{wrap}{value}>{Markup.Text(cell.Text)}</{(header ? "th" : "td")}>");
    }

    private static string Class(ReportColumn column) => column.Plot is not null ? " class=\"p\"" : column.Numeric ? " class=\"n\"" : "";
}
