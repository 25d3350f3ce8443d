using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Puts the labels of a panel to the right of its plot, each as near to its value as the others allow.</summary>
internal static class EndLabelLayout
{
    /// <summary>Labels take no more of a panel's width.</summary>
    private const double MostOfWidth = 0.36;

    private const double RowHeight = 15;
    private const double Leader = 12;
    private const double MarkerRoom = 12;
    private const double Rise = 4;

    /// <summary>The width that the labels and their heading need to the right of the plot.</summary>
    public static double WidthOf(Panel panel, double room)
    {
        if (panel.EndLabels.IsEmpty) return 0;
        double widest = panel.EndLabels.Max(label => Lettering.SafeWidth(label.Text, Sizes.TickLabel) + (label.HasMarker ? MarkerRoom : 0));
        return Math.Min(Leader + Math.Max(widest, Lettering.SafeWidth(panel.EndHeading, Sizes.TickLabel)), MostOfWidth * room);
    }

    /// <summary>Adds the labels.</summary>
    public static void Arrange(Panel panel, Box plot, Box room, AxisMap x, AxisMap y, ImmutableArray<Primitive>.Builder into)
    {
        if (panel.EndLabels.IsEmpty) return;
        double left = plot.Right + Leader;
        if (panel.EndHeading.Length > 0)
            into.Add(new TextPrimitive(new Vertex(left, plot.Top - 11), Lettering.Fit(panel.EndHeading, Sizes.TickLabel, room.Right - left)) { Ink = Ink.Muted, Size = Sizes.TickLabel });
        EndLabel[] labels = [.. panel.EndLabels.Where(label => y.Has(label.Y)).OrderBy(label => y[label.Y])];
        double[] heights = Apart([.. labels.Select(label => Math.Clamp(y[label.Y], plot.Top, plot.Bottom))], plot.Top, plot.Bottom);
        foreach ((EndLabel label, double height) in labels.Zip(heights))
        {
            if (label is { Style: { } style })
            {
                double end = label.X is { } at && x.Has(at) ? Math.Clamp(x[at], plot.Left, plot.Right) : plot.Right;
                into.Add(new LinePrimitive([new(end, Math.Clamp(y[label.Y], plot.Top, plot.Bottom)), new(plot.Right + 2, height), new(left - 3, height)]) { Ink = style.Ink, Width = 0.8 });
            }

            double start = label.HasMarker ? left + MarkerRoom : left;
            if (label is { HasMarker: true, Style: { } look }) into.Add(new MarkerPrimitive(new Vertex(left + 3, height)) { Ink = look.Ink, Shape = look.Marker, Radius = 3.8 });
            into.Add(new TextPrimitive(new Vertex(start, height + Rise), Lettering.Fit(label.Text, Sizes.TickLabel, room.Right - start)) { Ink = Ink.Foreground, Size = Sizes.TickLabel });
        }
    }

    // Neighbours that are too near form one block around the mean of their wishes, which stays inside the plot (isotonic regression on the heights).
    private static double[] Apart(double[] wishes, double top, double bottom)
    {
        double row = wishes.Length > 1 ? Math.Min(RowHeight, (bottom - top) / (wishes.Length - 1)) : RowHeight;
        List<(double Start, int Count)> blocks = [];
        foreach (double wish in wishes)
        {
            blocks.Add((wish, 1));
            while (blocks.Count > 1 && blocks[^2].Start + (row * blocks[^2].Count) > blocks[^1].Start)
            {
                ((double before, int many), (double after, int few)) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                double start = ((before * many) + ((after - (row * many)) * few)) / (many + few);
                blocks.Add((start, many + few));
            }
        }

        // The ends of the plot may push blocks together again; a pass from each side is enough.
        double[] heights = [.. blocks.SelectMany(block => Enumerable.Range(0, block.Count).Select(place => block.Start + (row * place)))];
        for (int i = 0; i < heights.Length; i++) heights[i] = Math.Max(heights[i], i == 0 ? top : heights[i - 1] + row);
        for (int i = heights.Length - 1; i >= 0; i--) heights[i] = Math.Min(heights[i], i == heights.Length - 1 ? bottom : heights[i + 1] - row);
        return heights;
    }
}
