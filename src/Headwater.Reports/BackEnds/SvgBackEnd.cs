using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>
/// Writes scenes as SVG. A file holds its colours and its background; a picture inside a page has CSS classes instead, so that the page's theme
/// colours it, and marks that take a pointer, the keyboard and a screen reader.
/// </summary>
public static class SvgBackEnd
{
    /// <summary>Faces present on common systems, from the neutral to the generic; none is loaded from anywhere.</summary>
    public const string FontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    /// <summary>A whole figure as an SVG file.</summary>
    public static string Render(Figure figure) => Render(FigureLayout.Arrange(figure));

    /// <summary>A scene as an SVG file, on the background of the light theme.</summary>
    public static string Render(Scene scene)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(scene.Width)}\" height=\"{N(scene.Height)}\" viewBox=\"0 0 {N(scene.Width)} {N(scene.Height)}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-labelledby=\"title desc\" font-family=\"{FontFamily}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{Markup.Text(scene.Title)}</title>\n<desc id=\"desc\">{Markup.Text(scene.Description)}</desc>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"100%\" height=\"100%\" fill=\"{Theme.Light[Ink.Paper]}\"/>\n");
        var pen = new Pen(svg, Theme.Light);
        foreach (Primitive primitive in scene.Primitives) pen.Draw(primitive);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A scene inside a page. Its colours are the page's: <see cref="StyleSheet"/>.</summary>
    /// <param name="scene">The picture.</param>
    /// <param name="legend">The entries of its legend: what belongs to one is marked with its number, so that the page can hide it.</param>
    public static string RenderInline(Scene scene, ImmutableArray<string> legend = default)
    {
        var svg = new StringBuilder();
        ImmutableArray<string> entries = legend.IsDefault ? [] : legend;
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {N(scene.Width)} {N(scene.Height)}\" role=\"group\" aria-label=\"{Markup.Attribute(scene.Title)}\">\n");
        var pen = new Pen(svg, theme: null);
        string open = "";
        foreach (Primitive primitive in scene.Primitives)
        {
            string group = string.Join(' ', primitive.Entries.Select(entry => entries.IndexOf(entry)).Where(index => index >= 0));
            if (group != open)
            {
                if (open.Length > 0) svg.Append("</g>\n");
                if (group.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<g data-k=\"{group}\">\n");
                open = group;
            }

            pen.Draw(primitive);
        }

        if (open.Length > 0) svg.Append("</g>\n");
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A legend entry's sample, as a small picture inside a page.</summary>
    public static string RenderSample(LegendEntry entry)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"sample\" width=\"{N(Sizes.Sample)}\" height=\"16\" viewBox=\"0 0 {N(Sizes.Sample)} 16\" aria-hidden=\"true\">");
        var pen = new Pen(svg, theme: null);
        foreach (Primitive primitive in LegendLayout.Sample(entry, new Vertex(0, 8))) pen.Draw(primitive);
        return svg.Append("</svg>").ToString().Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>Primitives with the page's classes and nothing around them.</summary>
    internal static string RenderBare(IEnumerable<Primitive> primitives)
    {
        var svg = new StringBuilder();
        var pen = new Pen(svg, theme: null);
        foreach (Primitive primitive in primitives) pen.Draw(primitive);
        return svg.ToString().Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>The custom properties and classes that inline pictures use, for both themes.</summary>
    public static string StyleSheet()
    {
        var css = new StringBuilder();
        css.Append(":root{").Append(Properties(Theme.Light)).Append("color-scheme:light dark}\n");
        // A reader's own choice beats the system's; paper is always light.
        css.Append("@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){").Append(Properties(Theme.Dark)).Append("}}\n");
        css.Append("@media screen{:root[data-theme=dark]{").Append(Properties(Theme.Dark)).Append("color-scheme:dark}:root[data-theme=light]{color-scheme:light}}\n");
        foreach (Ink ink in Enum.GetValues<Ink>())
            css.Append(CultureInfo.InvariantCulture, $".f-{Name(ink)}{{fill:var(--{Name(ink)})}}.s-{Name(ink)}{{stroke:var(--{Name(ink)})}}\n");
        return css.ToString();

        static string Properties(Theme theme) => string.Concat(Enum.GetValues<Ink>().Select(ink => $"--{Name(ink)}:{theme[ink]};"));
    }

    private static string Name(Ink ink) => ink.ToString().ToLowerInvariant();

    // A hundredth of a pixel is below what any screen or printer shows.
    private static string N(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero) is var r && r == 0 ? "0" : r.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Points(ImmutableArray<Vertex> vertices) => string.Join(' ', vertices.Select(v => $"{N(v.X)},{N(v.Y)}"));

    private static string Pattern(Dash dash) =>
        DashPattern.Of(dash) is { IsEmpty: false } pattern ? $" stroke-dasharray=\"{string.Join(' ', pattern.Select(N))}\"" : "";

    /// <summary>Draws primitives with colours (a theme) or with classes (none).</summary>
    private sealed class Pen(StringBuilder svg, Theme? theme)
    {
        private bool _hasFocusable;

        public void Draw(Primitive primitive)
        {
            switch (primitive)
            {
                case LinePrimitive line: Line(line); break;
                case PolygonPrimitive polygon: Polygon(polygon); break;
                case MarkerPrimitive marker: Marker(marker); break;
                case TextPrimitive text: Text(text); break;
            }
        }

        private void Line(LinePrimitive line)
        {
            string attributes = $"points=\"{Points(line.Vertices)}\" {Stroke(line.Ink)} fill=\"none\" stroke-width=\"{N(line.Width)}\" stroke-linejoin=\"round\"{Pattern(line.Dash)}";
            svg.Append(line.Words.Length == 0 ? $"<polyline {attributes}/>\n" : $"<polyline {attributes}><title>{Markup.Text(line.Words)}</title></polyline>\n");
        }

        private void Polygon(PolygonPrimitive polygon)
        {
            string opacity = polygon.Opacity < 1 ? $" fill-opacity=\"{N(polygon.Opacity)}\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Points(polygon.Vertices)}\" {Fill(polygon.Ink)}{opacity}/>\n");
        }

        private void Marker(MarkerPrimitive marker)
        {
            string paint = marker.Hollow
                ? $"{Paint(Ink.Paper, marker.Ink)} stroke-width=\"1.8\""
                : $"{Paint(marker.Ink, Ink.Paper)} stroke-width=\"0.8\"";
            string shape = marker.Shape == MarkerShape.Circle
                ? $"<circle cx=\"{N(marker.Center.X)}\" cy=\"{N(marker.Center.Y)}\" r=\"{N(marker.Radius)}\" {paint}/>"
                : $"<polygon points=\"{Points(MarkerOutline.Of(marker))}\" {paint} stroke-linejoin=\"round\"/>";
            if (marker.Words.Length == 0) svg.Append(shape).Append('\n');
            else svg.Append(CultureInfo.InvariantCulture, $"<g{Focus()}><title>{Markup.Text(marker.Words)}</title>{shape}</g>\n");
        }

        private void Text(TextPrimitive text)
        {
            string anchor = text.Anchor switch { TextAnchor.Middle => " text-anchor=\"middle\"", TextAnchor.End => " text-anchor=\"end\"", _ => "" };
            string weight = text.Bold ? " font-weight=\"600\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(text.At.X)}\" y=\"{N(text.At.Y)}\" font-size=\"{N(text.Size)}\"{anchor}{weight} {Fill(text.Ink)}>{Markup.Text(text.Text)}</text>\n");
        }

        // The tab key stops once in a picture; the page's script moves on from there with the arrow keys.
        private string Focus()
        {
            if (theme is not null) return "";
            bool first = !_hasFocusable;
            _hasFocusable = true;
            return $" class=\"mark\" role=\"img\" tabindex=\"{(first ? "0" : "-1")}\"";
        }

        private string Fill(Ink ink) => theme is null ? $"class=\"f-{Name(ink)}\"" : $"fill=\"{theme[ink]}\"";

        private string Stroke(Ink ink) => theme is null ? $"class=\"s-{Name(ink)}\"" : $"stroke=\"{theme[ink]}\"";

        private string Paint(Ink fill, Ink stroke) =>
            theme is null ? $"class=\"f-{Name(fill)} s-{Name(stroke)}\"" : $"fill=\"{theme[fill]}\" stroke=\"{theme[stroke]}\"";
    }
}
