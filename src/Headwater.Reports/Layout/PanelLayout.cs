using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>
/// Lays out one panel: title, the y caption above the plot (upright, where it reads best), grid, axes, layers. Everything inside the plot is cut at
/// its edges.
/// </summary>
internal static class PanelLayout
{
    public const double BandOpacity = 0.16;

    private const double CaptionRow = 24;
    private const double TickRow = 18;
    private const double ErrorCap = 3;

    /// <summary>The names of a vertical axis take no more of a panel's width.</summary>
    private const double WidestName = 0.34;

    public static void Arrange(Panel panel, Box room, ImmutableArray<Primitive>.Builder into)
    {
        double top = room.Top;
        if (panel.Title.Length > 0)
        {
            top += 18;
            into.Add(new TextPrimitive(new Vertex(room.Left, top - 4), Lettering.Fit(panel.Title, Sizes.PanelTitle, room.Width)) { Ink = Ink.Foreground, Size = Sizes.PanelTitle, Bold = true });
        }

        top += CaptionRow;
        double bottom = room.Bottom - TickRow - 20;
        AxisMap y = panel.Y.Names.IsEmpty
            ? AxisMap.Vertical(panel.Y.Range ?? DataRange.Of([panel], horizontal: false) ?? new AxisRange(0, 1), bottom, top)
            : AxisMap.OfNames([.. panel.Y.Names.Select(name => Lettering.Fit(name, Sizes.TickLabel, WidestName * room.Width))], bottom, top);
        double labels = y.Ticks.Select(t => Lettering.SafeWidth(t.Label, Sizes.TickLabel)).DefaultIfEmpty(0).Max();
        var plot = new Box(room.Left + labels + 8, top, room.Right - 6 - EndLabelLayout.WidthOf(panel, room.Width), bottom);
        AxisMap x = AxisMap.Horizontal(panel.X, panel.X.Range ?? DataRange.Of([panel], horizontal: true) ?? new AxisRange(1, 10), plot.Left, plot.Right, Sizes.TickLabel);

        string caption = Lettering.Fit(panel.Y.Caption, Sizes.Label, room.Width);
        AddZones(panel, plot, x, captionEnd: room.Left + Lettering.SafeWidth(caption, Sizes.Label), into);
        AddAxes(panel, plot, room, x, y, caption, into);
        EndLabelLayout.Arrange(panel, plot, room, x, y, into);
        foreach (Layer layer in panel.Layers.OrderBy(Depth))
        {
            int first = into.Count;
            AddLayer(layer, plot, x, y, into);
            ImmutableArray<string> entries = [.. new[] { layer.Owner, layer.Legend }.OfType<string>().Distinct()];
            for (int i = first; i < into.Count && !entries.IsEmpty; i++) into[i] = into[i] with { Entries = entries };
        }
    }

    /// <summary>Which layer lies above which.</summary>
    public static int Depth(Layer layer) => layer switch { ZoneLayer => 0, BandLayer => 1, RuleLayer => 2, LineLayer => 3, MarkerLayer => 4, _ => 5 };

    private static void AddZones(Panel panel, Box plot, AxisMap x, double captionEnd, ImmutableArray<Primitive>.Builder into)
    {
        foreach (ZoneLayer zone in panel.Layers.OfType<ZoneLayer>())
        {
            double from = zone.From is { } f && x.Has(f) ? Math.Clamp(x[f], plot.Left, plot.Right) : plot.Left;
            double to = zone.To is { } t && x.Has(t) ? Math.Clamp(x[t], plot.Left, plot.Right) : plot.Right;
            if (to - from < 1) continue;
            into.Add(new PolygonPrimitive([new(from, plot.Top), new(to, plot.Top), new(to, plot.Bottom), new(from, plot.Bottom)]) { Ink = Ink.Zone });
            double width = Lettering.SafeWidth(zone.Label, Sizes.TickLabel);
            // Where the label would run into the caption or beyond its zone, the shade and the legend speak for themselves.
            if (width > 0 && width <= to - from && (from + to - width) / 2 > captionEnd + 10)
                into.Add(new TextPrimitive(new Vertex((from + to) / 2, plot.Top - 11), zone.Label) { Ink = Ink.Muted, Size = Sizes.TickLabel, Anchor = TextAnchor.Middle });
        }
    }

    private static void AddAxes(Panel panel, Box plot, Box room, AxisMap x, AxisMap y, string caption, ImmutableArray<Primitive>.Builder into)
    {
        into.Add(new TextPrimitive(new Vertex(room.Left, plot.Top - 11), caption) { Ink = Ink.Muted, Size = Sizes.Label });
        foreach (Tick tick in y.Ticks) into.Add(new LinePrimitive([new(plot.Left, y[tick.Value]), new(plot.Right, y[tick.Value])]) { Ink = Ink.Grid });
        into.Add(new LinePrimitive([new(plot.Left, plot.Bottom), new(plot.Right, plot.Bottom)]) { Ink = Ink.Muted });
        foreach (Tick tick in x.Ticks) into.Add(new LinePrimitive([new(x[tick.Value], plot.Bottom), new(x[tick.Value], plot.Bottom + Sizes.TickLength)]) { Ink = Ink.Muted });
        foreach (Tick tick in y.Ticks)
        {
            into.Add(new TextPrimitive(new Vertex(plot.Left - 7, y[tick.Value] + 4), tick.Label) { Ink = Ink.Muted, Size = Sizes.TickLabel, Anchor = TextAnchor.End });
        }

        foreach (Tick tick in x.Ticks)
        {
            double at = x[tick.Value], half = Lettering.SafeWidth(tick.Label, Sizes.TickLabel) / 2;
            // A label at the end of the axis moves inwards rather than being cut.
            double middle = Math.Clamp(at, room.Left + half, room.Right - half);
            into.Add(new TextPrimitive(new Vertex(middle, plot.Bottom + TickRow - 2), tick.Label) { Ink = Ink.Muted, Size = Sizes.TickLabel, Anchor = TextAnchor.Middle });
        }

        into.Add(new TextPrimitive(new Vertex(plot.Right, room.Bottom - 3), Lettering.Fit(panel.X.Caption, Sizes.Label, plot.Right - room.Left)) { Ink = Ink.Muted, Size = Sizes.Label, Anchor = TextAnchor.End });
    }

    private static void AddLayer(Layer layer, Box plot, AxisMap x, AxisMap y, ImmutableArray<Primitive>.Builder into)
    {
        LayerStyle style = layer.Style;
        switch (layer)
        {
            case BandLayer band:
                BandEdge[] edges = [.. band.Edges.Where(e => x.Has(e.X) && y.Has(e.Low) && y.Has(e.High))];
                AddPolygon([.. Simplify.Line([.. edges.Select(e => new Vertex(x[e.X], y[e.High]))]), .. Simplify.Line([.. edges.Select(e => new Vertex(x[e.X], y[e.Low]))]).Reverse()], style.Ink, plot, into);
                break;
            case RuleLayer rule:
                if (rule.HalfWidth is > 0 and var half)
                    AddPolygon([new(plot.Left, y[rule.Y + half]), new(plot.Right, y[rule.Y + half]), new(plot.Right, y[rule.Y - half]), new(plot.Left, y[rule.Y - half])], style.Ink, plot, into);
                AddLine([new(plot.Left, y[rule.Y]), new(plot.Right, y[rule.Y])], style, rule.Words, plot, into);
                break;
            case LineLayer line:
                AddLine(Simplify.Line([.. line.Positions.Where(p => x.Has(p.X) && y.Has(p.Y)).Select(p => new Vertex(x[p.X], y[p.Y]))]), style, line.Words, plot, into);
                break;
            case MarkerLayer markers:
                AddMarks(markers, [.. markers.Marks.Where(m => x.Has(m.X) && y.Has(m.Y) && plot.Holds(new Vertex(x[m.X], y[m.Y])))], plot, x, y, into);
                break;
            case TextLayer text when x.Has(text.At.X) && y.Has(text.At.Y):
                into.Add(new TextPrimitive(new Vertex(x[text.At.X], y[text.At.Y]), text.Text) { Ink = style.Ink, Size = Sizes.TickLabel, Anchor = text.Anchor });
                break;
        }
    }

    // Bars lie below the marks of their layer.
    private static void AddMarks(MarkerLayer layer, Mark[] marks, Box plot, AxisMap x, AxisMap y, ImmutableArray<Primitive>.Builder into)
    {
        LayerStyle style = layer.Style;
        LayerStyle thin = style with { Width = 1.2, Dash = Dash.Solid };
        foreach (Mark mark in marks)
        {
            if (mark is not { Low: { } low, High: { } high } || !(high > low)) continue;
            double at = layer.HasHorizontalBars ? y[mark.Y] : x[mark.X];
            AddLine([Bar(low, 0), Bar(high, 0)], thin, words: "", plot, into);
            foreach (double end in (double[])[low, high]) AddLine([Bar(end, -ErrorCap), Bar(end, ErrorCap)], thin, words: "", plot, into);

            Vertex Bar(double value, double aside) => layer.HasHorizontalBars ? new(x[value], at + aside) : new(at + aside, y[value]);
        }

        foreach (Mark mark in marks)
            into.Add(new MarkerPrimitive(new Vertex(x[mark.X], y[mark.Y])) { Ink = style.Ink, Shape = style.Marker, Radius = style.Radius, Hollow = style.Hollow, Words = mark.Words });
    }

    private static void AddLine(IReadOnlyList<Vertex> line, LayerStyle style, string words, Box plot, ImmutableArray<Primitive>.Builder into)
    {
        foreach (ImmutableArray<Vertex> part in Clip.Line(line, plot))
            into.Add(new LinePrimitive(part) { Ink = style.Ink, Width = style.Width, Dash = style.Dash, Words = words });
    }

    private static void AddPolygon(IReadOnlyList<Vertex> polygon, Ink ink, Box plot, ImmutableArray<Primitive>.Builder into)
    {
        ImmutableArray<Vertex> inside = Clip.Polygon(polygon, plot);
        if (inside.Length > 2) into.Add(new PolygonPrimitive(inside) { Ink = ink, Opacity = BandOpacity });
    }
}
