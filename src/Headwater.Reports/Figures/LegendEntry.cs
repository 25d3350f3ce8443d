using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>One entry of a legend: its words and the layers it stands for, which say how its sample looks.</summary>
public sealed record LegendEntry(string Text, ImmutableArray<Layer> Layers)
{
    internal static ImmutableArray<LegendEntry> Of(ImmutableArray<Panel> panels) =>
        [.. panels.SelectMany(p => p.Layers)
            .Where(l => l.Legend is not null)
            .GroupBy(l => l.Legend!)
            .Select(g => new LegendEntry(g.Key, [.. g.DistinctBy(l => l.GetType())]))];
}
