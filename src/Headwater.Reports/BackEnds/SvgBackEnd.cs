using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>
/// Writes scenes as SVG. A file holds its colours and its background; a picture inside a page has CSS classes instead, so that the page's theme
/// colours it, and marks that take a pointer, the keyboard and a screen reader.
/// </summary>
public static partial class SvgBackEnd
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
        new Pen(svg, Theme.Light).Draw(scene.Primitives);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A scene inside a page. Its colours are the page's: <see cref="StyleSheet"/>.</summary>
    /// <param name="scene">The picture.</param>
    /// <param name="legend">The entries of its legend: what belongs to one is marked with its number, so that the page can hide it.</param>
    public static string RenderInline(Scene scene, ImmutableArray<string> legend = default) => RenderInline(scene, legend, stamps: null);

    /// <summary>The same; with stamps, marks of one look share an element, which the page's script reads.</summary>
    internal static string RenderInline(Scene scene, ImmutableArray<string> legend, MarkStamps? stamps)
    {
        var svg = new StringBuilder();
        ImmutableArray<string> entries = legend.IsDefault ? [] : legend;
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot{(stamps is null ? "" : " stamped")}\" viewBox=\"0 0 {N(scene.Width)} {N(scene.Height)}\" role=\"group\" aria-label=\"{Markup.Attribute(scene.Title)}\">\n");
        var pen = new Pen(svg, theme: null, stamps);
        string Group(Primitive primitive) => string.Join(' ', primitive.Entries.Select(entry => entries.IndexOf(entry)).Where(index => index >= 0));
        for (int start = 0, end; start < scene.Primitives.Length; start = end)
        {
            string group = Group(scene.Primitives[start]);
            for (end = start + 1; end < scene.Primitives.Length && Group(scene.Primitives[end]) == group;) end++;
            if (group.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<g data-k=\"{group}\">\n");
            pen.Draw(scene.Primitives[start..end]);
            if (group.Length > 0) svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A legend entry's sample, as a small picture inside a page.</summary>
    public static string RenderSample(LegendEntry entry)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"sample\" width=\"{N(Sizes.Sample)}\" height=\"16\" viewBox=\"0 0 {N(Sizes.Sample)} 16\" aria-hidden=\"true\">");
        new Pen(svg, theme: null).Draw([.. LegendLayout.Sample(entry, new Vertex(0, 8))]);
        return svg.Append("</svg>").ToString().Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>Primitives with the page's classes and nothing around them.</summary>
    internal static string RenderBare(IEnumerable<Primitive> primitives)
    {
        var svg = new StringBuilder();
        new Pen(svg, theme: null).Draw([.. primitives]);
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
}
