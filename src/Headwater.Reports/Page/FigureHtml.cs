using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>A figure in the page: its legend as buttons, its panels, its words and its files.</summary>
internal static class FigureHtml
{
    /// <summary>A panel wider than a telephone would be shrunk there until nobody reads it; it is laid out once more for narrow screens, unless its marks are too many to hold twice.</summary>
    private const double Telephone = 460, NarrowWidth = 350, NarrowHeight = 290;
    private const int MostMarksTwice = 400;

    /// <summary>In a page of more marks than these not each has an element of its own: it would be megabytes, and slow. Small figures stay as they are.</summary>
    private const int MostElements = 3000, SmallFigure = 60;

    /// <summary>Whether the figures of a page have too many marks for an element each.</summary>
    public static bool IsCrowd(ImmutableArray<Figure> figures) => figures.Sum(Marks) > MostElements;

    public static void Write(StringBuilder html, Figure figure, bool inCrowd)
    {
        ImmutableArray<string> entries = [.. figure.Legend.Select(e => e.Text)];
        MarkStamps? stamps = inCrowd && Marks(figure) > SmallFigure ? new MarkStamps(figure.Name) : null;
        html.Append(CultureInfo.InvariantCulture, $"<figure id=\"{figure.Name}\"{(stamps is null ? "" : " class=\"crowd\"")} aria-labelledby=\"{figure.Name}-h\">\n<h3 id=\"{figure.Name}-h\">{Markup.Text(figure.Title)}</h3>\n");
        if (!entries.IsEmpty)
        {
            html.Append("<ul class=\"legend\" aria-label=\"Legend: select an entry to show or hide its series\">\n");
            foreach ((LegendEntry entry, int index) in figure.Legend.Select((e, i) => (e, i)))
                html.Append(CultureInfo.InvariantCulture, $"<li><button type=\"button\" class=\"key\" data-k=\"{index}\" aria-pressed=\"true\">{SvgBackEnd.RenderSample(entry)}{Markup.Text(entry.Text)}</button></li>\n");
            html.Append("</ul>\n");
        }

        string style = $"--columns:{figure.Columns.ToString(CultureInfo.InvariantCulture)};--panel:{figure.PanelWidth.ToString(CultureInfo.InvariantCulture)}px";
        string panels = Panels(figure, figure.Panels.Take(figure.Unfolded), entries, stamps), folded = Panels(figure, figure.Panels.Skip(figure.Unfolded), entries, stamps);
        html.Append(stamps?.Render()).Append(CultureInfo.InvariantCulture, $"<div class=\"panels\" style=\"{style}\">\n{panels}</div>\n");
        if (folded.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<details class=\"fold\"><summary>{Readable.Whole(figure.Panels.Length - figure.Unfolded)} more panels</summary>\n<div class=\"panels\" style=\"{style}\">\n{folded}</div>\n</details>\n");
        html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Markup.Text(figure.Description)} <span class=\"files\">Files: <a href=\"figures/{figure.Name}.svg\">SVG</a>, <a href=\"figures/{figure.Name}.png\">PNG</a>, <a href=\"figures/{figure.Name}.csv\">CSV</a></span></figcaption>\n</figure>\n");
    }

    private static int Marks(Figure figure) => figure.Panels.SelectMany(p => p.Layers).OfType<MarkerLayer>().Sum(l => l.Marks.Length);

    private static string Panels(Figure figure, IEnumerable<Panel> panels, ImmutableArray<string> entries, MarkStamps? stamps)
    {
        var html = new StringBuilder();
        foreach (Panel panel in panels)
        {
            string title = panel.Title.Length > 0 ? $"<h4>{Markup.Text(panel.Title)}</h4>\n" : "";
            html.Append("<div>\n").Append(title);
            Plot(html, figure, panel, entries, stamps);
            html.Append("</div>\n");
        }

        return html.ToString();
    }

    private static void Plot(StringBuilder html, Figure figure, Panel panel, ImmutableArray<string> entries, MarkStamps? stamps)
    {
        string wide = SvgBackEnd.RenderInline(FigureLayout.Arrange(figure, panel), entries, stamps);
        if (stamps is not null || figure.PanelWidth <= Telephone || panel.Layers.OfType<MarkerLayer>().Sum(l => l.Marks.Length) > MostMarksTwice)
        {
            html.Append(wide);
            return;
        }

        Figure narrow = figure with { PanelWidth = NarrowWidth, PanelHeight = Math.Min(figure.PanelHeight, NarrowHeight) };
        html.Append("<div class=\"wide\">\n").Append(wide).Append("</div>\n<div class=\"narrow\">\n").Append(SvgBackEnd.RenderInline(FigureLayout.Arrange(narrow, panel), entries)).Append("</div>\n");
    }
}
