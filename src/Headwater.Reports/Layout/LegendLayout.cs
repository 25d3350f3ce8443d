using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Legend entries in rows above the panels, where they cover no data.</summary>
internal static class LegendLayout
{
    private const double RowHeight = 20;
    private const double EntryGap = 20;
    private const double SampleGap = 7;

    /// <summary>Adds the legend and returns the y below it.</summary>
    public static double Arrange(ImmutableArray<LegendEntry> entries, double left, double top, double right, ImmutableArray<Primitive>.Builder primitives)
    {
        if (entries.IsEmpty) return top;
        double x = left, y = top;
        foreach (LegendEntry entry in entries)
        {
            string text = Lettering.Fit(entry.Text, Sizes.Label, right - left - Sizes.Sample - SampleGap);
            double width = Sizes.Sample + SampleGap + Lettering.SafeWidth(text, Sizes.Label);
            if (x > left && x + width > right)
            {
                x = left;
                y += RowHeight;
            }

            primitives.AddRange(Sample(entry, new Vertex(x, y + RowHeight / 2)));
            primitives.Add(new TextPrimitive(new Vertex(x + Sizes.Sample + SampleGap, y + RowHeight / 2 + 4), text) { Ink = Ink.Foreground, Size = Sizes.Label });
            x += width + EntryGap;
        }

        return y + RowHeight;
    }

    /// <summary>What an entry styles like, drawn to the right of a point in the middle of its row.</summary>
    public static IEnumerable<Primitive> Sample(LegendEntry entry, Vertex start)
    {
        (double left, double right, double y) = (start.X, start.X + Sizes.Sample, start.Y);
        foreach (Layer layer in entry.Layers.OrderBy(PanelLayout.Depth))
        {
            switch (layer)
            {
                case ZoneLayer:
                    yield return new PolygonPrimitive(Rectangle(left, y - 6, right, y + 6)) { Ink = Ink.Zone };
                    yield return new LinePrimitive(Rectangle(left, y - 6, right, y + 6).Add(new Vertex(left, y - 6))) { Ink = Ink.Grid };
                    break;
                case BandLayer or RuleLayer { HalfWidth: not null }:
                    yield return new PolygonPrimitive(Rectangle(left, y - 6, right, y + 6)) { Ink = layer.Style.Ink, Opacity = PanelLayout.BandOpacity };
                    break;
            }

            if (layer is LineLayer or RuleLayer)
                yield return new LinePrimitive([new Vertex(left, y), new Vertex(right, y)]) { Ink = layer.Style.Ink, Width = layer.Style.Width, Dash = layer.Style.Dash };
            if (layer is MarkerLayer)
                yield return new MarkerPrimitive(new Vertex((left + right) / 2, y)) { Ink = layer.Style.Ink, Shape = layer.Style.Marker, Radius = 4.2, Hollow = layer.Style.Hollow };
        }
    }

    private static ImmutableArray<Vertex> Rectangle(double left, double top, double right, double bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
}
