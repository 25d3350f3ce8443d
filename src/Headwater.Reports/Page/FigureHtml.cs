using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>A figure in the page: its legend as buttons, its panels, its words and its files.</summary>
internal static class FigureHtml
{
    /// <summary>A panel wider than a telephone would be shrunk there until nobody reads it; it is laid out once more for narrow screens, unless its marks are too many to hold twice.</summary>
    private const double Telephone = 460, NarrowWidth = 350;
    private const int MostMarksTwice = 400;

    public static void Write(StringBuilder html, Figure figure)
    {
        ImmutableArray<string> entries = [.. figure.Legend.Select(e => e.Text)];
        html.Append(CultureInfo.InvariantCulture, $"<figure id=\"{figure.Name}\" aria-labelledby=\"{figure.Name}-h\">\n<h3 id=\"{figure.Name}-h\">{Markup.Text(figure.Title)}</h3>\n");
        if (!entries.IsEmpty)
        {
            html.Append("<ul class=\"legend\" aria-label=\"Legend: shows and hides\">\n");
            foreach ((LegendEntry entry, int index) in figure.Legend.Select((e, i) => (e, i)))
                html.Append(CultureInfo.InvariantCulture, $"<li><button type=\"button\" class=\"key\" data-k=\"{index}\" aria-pressed=\"true\">{SvgBackEnd.RenderSample(entry)}{Markup.Text(entry.Text)}</button></li>\n");
            html.Append("</ul>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"panels\" style=\"--columns:{figure.Columns};--panel:{figure.PanelWidth}px\">\n");
        foreach (Panel panel in figure.Panels)
        {
            string title = panel.Title.Length > 0 ? $"<h4>{Markup.Text(panel.Title)}</h4>\n" : "";
            html.Append("<div>\n").Append(title);
            Plot(html, figure, panel, entries);
            html.Append("</div>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</div>\n<figcaption>{Markup.Text(figure.Description)} <span class=\"files\">Files: <a href=\"figures/{figure.Name}.svg\">SVG</a>, <a href=\"figures/{figure.Name}.png\">PNG</a>, <a href=\"figures/{figure.Name}.csv\">CSV</a></span></figcaption>\n</figure>\n");
    }

    private static void Plot(StringBuilder html, Figure figure, Panel panel, ImmutableArray<string> entries)
    {
        string wide = SvgBackEnd.RenderInline(FigureLayout.Arrange(figure, panel), entries);
        if (figure.PanelWidth <= Telephone || panel.Layers.OfType<MarkerLayer>().Sum(l => l.Marks.Length) > MostMarksTwice)
        {
            html.Append(wide);
            return;
        }

        Figure narrow = figure with { PanelWidth = NarrowWidth, PanelHeight = Math.Min(figure.PanelHeight, 290) };
        html.Append("<div class=\"wide\">\n").Append(wide).Append("</div>\n<div class=\"narrow\">\n").Append(SvgBackEnd.RenderInline(FigureLayout.Arrange(narrow, panel), entries)).Append("</div>\n");
    }
}
