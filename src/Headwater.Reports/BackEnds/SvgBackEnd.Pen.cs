using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Reports;

public static partial class SvgBackEnd
{
    /// <summary>Draws primitives with colours (a theme) or with classes (none).</summary>
    private sealed class Pen(StringBuilder svg, Theme? theme, MarkStamps? stamps = null)
    {
        private bool _hasFocusable;

        /// <summary>Draws primitives in their order; lines that look alike and follow each other are one element, and so are marks where there are stamps.</summary>
        public void Draw(ImmutableArray<Primitive> primitives)
        {
            for (int start = 0, end; start < primitives.Length; start = end)
            {
                for (end = start + 1; end < primitives.Length && GoTogether(primitives[start], primitives[end]);) end++;
                ReadOnlySpan<Primitive> run = primitives.AsSpan()[start..end];
                if (run.Length > 1 && run[0] is LinePrimitive) Lines(run);
                else if (stamps is not null && run[0] is MarkerPrimitive) Stamped(run, stamps);
                else Draw(run[0]);
            }
        }

        private bool GoTogether(Primitive one, Primitive other) => (one, other) switch
        {
            (LinePrimitive a, LinePrimitive b) => a.Words.Length == 0 && b.Words.Length == 0 && (a.Ink, a.Width, a.Dash) == (b.Ink, b.Width, b.Dash),
            (MarkerPrimitive a, MarkerPrimitive b) => stamps is not null && (a.Ink, a.Shape, a.Radius, a.Hollow) == (b.Ink, b.Shape, b.Radius, b.Hollow) && a.Words.Length == 0 == (b.Words.Length == 0),
            _ => false,
        };

        private void Draw(Primitive primitive)
        {
            switch (primitive)
            {
                case LinePrimitive line: Line(line); break;
                case PolygonPrimitive polygon: Polygon(polygon); break;
                case MarkerPrimitive marker: Marker(marker); break;
                case TextPrimitive text: Text(text); break;
            }
        }

        private void Lines(ReadOnlySpan<Primitive> run)
        {
            var first = (LinePrimitive)run[0];
            svg.Append("<path d=\"");
            foreach (Primitive primitive in run) svg.Append('M').Append(Corners(((LinePrimitive)primitive).Vertices));
            svg.Append(CultureInfo.InvariantCulture, $"\" {Stroke(first.Ink)} fill=\"none\" stroke-width=\"{N(first.Width)}\" stroke-linejoin=\"round\"{Pattern(first.Dash)}/>\n");
        }

        // A line of one corner draws no mark in some browsers, so it has its corner twice. What all words begin with is written once.
        private void Stamped(ReadOnlySpan<Primitive> run, MarkStamps shelf)
        {
            MarkerPrimitive[] marks = [.. run.ToArray().Cast<MarkerPrimitive>()];
            string name = shelf.NameOf(marks[0]), points = Corners([.. marks.Select(m => m.Center)]);
            if (marks.Length == 1) points = $"{points} {points}";
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" marker-start=\"url(#{name})\" marker-mid=\"url(#{name})\" marker-end=\"url(#{name})\" fill=\"none\"{Words(marks)}/>\n");
        }

        private static string Words(MarkerPrimitive[] marks)
        {
            if (marks[0].Words.Length == 0) return "";
            string[] words = [.. marks.Select(m => m.Words.ReplaceLineEndings(" "))];
            int common = words.Length == 1 ? 0 : Enumerable.Range(0, words.Min(w => w.Length)).TakeWhile(i => words.All(w => w[i] == words[0][i])).Count();
            if (common > 0 && char.IsHighSurrogate(words[0][common - 1])) common--;
            return $" class=\"marks\" data-w=\"{Markup.Attribute(string.Join('\n', words.Select(w => w[common..]).Prepend(words[0][..common])))}\"";
        }

        private void Line(LinePrimitive line)
        {
            string attributes = $"points=\"{Corners(line.Vertices)}\" {Stroke(line.Ink)} fill=\"none\" stroke-width=\"{N(line.Width)}\" stroke-linejoin=\"round\"{Pattern(line.Dash)}";
            svg.Append(line.Words.Length == 0 ? $"<polyline {attributes}/>\n" : $"<polyline {attributes}><title>{Markup.Text(line.Words)}</title></polyline>\n");
        }

        private void Polygon(PolygonPrimitive polygon)
        {
            string opacity = polygon.Opacity < 1 ? $" fill-opacity=\"{N(polygon.Opacity)}\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Corners(polygon.Vertices)}\" {Fill(polygon.Ink)}{opacity}/>\n");
        }

        private void Marker(MarkerPrimitive marker)
        {
            string paint = marker.Hollow
                ? $"{Paint(Ink.Paper, marker.Ink)} stroke-width=\"1.8\""
                : $"{Paint(marker.Ink, Ink.Paper)} stroke-width=\"0.8\"";
            string shape = marker.Shape == MarkerShape.Circle
                ? $"<circle cx=\"{N(marker.Center.X)}\" cy=\"{N(marker.Center.Y)}\" r=\"{N(marker.Radius)}\" {paint}/>"
                : $"<polygon points=\"{Corners(MarkerOutline.Of(marker))}\" {paint} stroke-linejoin=\"round\"/>";
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

        // Of thousands of marks a tenth of a pixel says enough.
        private string Corners(ImmutableArray<Vertex> vertices) => stamps is null ? Points(vertices) : string.Join(' ', vertices.Select(v => $"{Tenth(v.X)},{Tenth(v.Y)}"));

        private static string Tenth(double value) => N(Math.Round(value, 1, MidpointRounding.AwayFromZero));

        private string Fill(Ink ink) => theme is null ? $"class=\"f-{Name(ink)}\"" : $"fill=\"{theme[ink]}\"";

        private string Stroke(Ink ink) => theme is null ? $"class=\"s-{Name(ink)}\"" : $"stroke=\"{theme[ink]}\"";

        private string Paint(Ink fill, Ink stroke) =>
            theme is null ? $"class=\"f-{Name(fill)} s-{Name(stroke)}\"" : $"fill=\"{theme[fill]}\" stroke=\"{theme[stroke]}\"";
    }
}
