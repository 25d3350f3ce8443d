using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>Draws a cell of a table: a line for the interval, a mark for the value, an upright stroke for what was measured. An interval beyond the scale ends in a point.</summary>
internal static class CellPlotSvg
{
    /// <summary>Width and height in pixels; the page's script draws on the same ground.</summary>
    public const double Width = 190, Height = 20;

    private const double Margin = 7;

    public static string Render(CellPlot plot, PlotScale scale)
    {
        var primitives = new List<Primitive>();
        double y = Height / 2, low = At(plot.Low), high = At(plot.High);
        Ink ink = plot.Style.Ink;
        if (scale.Origin is { } origin) primitives.Add(new LinePrimitive([new(At(origin), 0), new(At(origin), Height)]) { Ink = Ink.Muted, Dash = Dash.Dotted });
        if (double.IsFinite(low) && double.IsFinite(high) && high > low)
        {
            primitives.Add(new LinePrimitive([new(low, y), new(high, y)]) { Ink = ink, Width = 1.6 });
            if (plot.Low < scale.Minimum) primitives.Add(new LinePrimitive([new(low + 4, y - 4), new(low, y), new(low + 4, y + 4)]) { Ink = ink, Width = 1.2 });
            if (plot.High > scale.Maximum) primitives.Add(new LinePrimitive([new(high - 4, y - 4), new(high, y), new(high - 4, y + 4)]) { Ink = ink, Width = 1.2 });
        }

        if (plot.Measured is { } measured) primitives.Add(new LinePrimitive([new(At(measured), 3), new(At(measured), Height - 3)]) { Ink = Ink.Foreground, Width = 2 });
        primitives.Add(new MarkerPrimitive(new(At(plot.Value), y)) { Ink = ink, Shape = plot.Style.Marker, Radius = 4.2, Hollow = plot.Style.Hollow });

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"cell\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\">");
        svg.Append(SvgBackEnd.RenderBare(primitives)).Append("</svg>");
        return svg.ToString();

        double At(double value) => Margin + (Width - 2 * Margin) * scale.Place(value);
    }
}
