using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>One entry of a legend: its words and the layers it stands for, which say how its sample styles.</summary>
public sealed record LegendEntry(string Text, ImmutableArray<Layer> Layers)
{
    internal static ImmutableArray<LegendEntry> Of(ImmutableArray<Panel> panels) =>
        [.. panels.SelectMany(p => p.Layers)
            .Where(l => l.Legend is not null)
            .GroupBy(l => l.Legend!)
            .Select(g => new LegendEntry(g.Key, [.. g.GroupBy(l => l.GetType()).Select(Sample)]))];

    // An entry that stands for layers of several inks, such as all forecasts, has a neutral sample.
    private static Layer Sample(IEnumerable<Layer> layers)
    {
        Layer first = layers.First();
        LayerStyle style = first.Style;
        if (layers.Any(l => l.Style.Ink != style.Ink)) style = style with { Ink = Ink.Muted, Marker = MarkerShape.Circle };
        return first with { Style = style };
    }
}
