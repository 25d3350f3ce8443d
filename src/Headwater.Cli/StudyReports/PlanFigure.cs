using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The runs of a study over time, a line for each place that runs take: as they were expected, and as they were.</summary>
internal static class PlanFigure
{
    private const double SecondsPerMinute = 60;
    private const double SecondsPerHour = 3600;
    private const double PanelHeightPerPlace = 34;
    private const double BarWidth = 9;

    // With more bars than this, neighbours of one stage become one.
    private const int MostBars = 300;

    /// <summary>One figure, or none where no run has ended.</summary>
    public static ImmutableArray<Figure> Of(StudySummary study)
    {
        if (study.Actuals is not { } actuals || actuals.Ran.IsEmpty) return [];
        ImmutableArray<(string Title, ImmutableArray<TimelineBar> Bars)> timelines = [("Expected", actuals.Planned), ("As it ran", actuals.Ran)];
        double longest = timelines.Max(t => t.Bars.Select(b => b.End).DefaultIfEmpty().Max());
        int places = timelines.Max(t => t.Bars.Select(b => b.Place).DefaultIfEmpty().Max()) + 1;
        (double unit, string name) = longest < 3 * SecondsPerMinute ? (1, "s") : longest < 3 * SecondsPerHour ? (SecondsPerMinute, "min") : (SecondsPerHour, "h");
        return
        [
            new Figure
            {
                Name = "timeline",
                Title = "The study's runs over time",
                Description = $"Bars of runs over time, by stage, on {places} {(places == 1 ? "place" : "places")}: expected {Words(actuals.Planned, unit, name)}, and as it ran {Words(actuals.Ran, unit, name)}.",
                Panels = [.. timelines.Where(t => !t.Bars.IsEmpty).Select(t => new Panel
                {
                    Title = t.Title,
                    X = new Axis { Label = "Time", Unit = name, Range = new(0, longest / unit) },
                    Y = new Axis { Label = "Place", Range = new(0.5, places + 0.5) },
                    Layers = [.. Merged(t.Bars).Select(b => Bar(b, unit))],
                })],
                PanelWidth = 760,
                PanelHeight = 90 + (PanelHeightPerPlace * places),
            },
        ];
    }

    private static LineLayer Bar(TimelineBar bar, double unit) => new LineLayer([new(bar.Start / unit, bar.Place + 1), new(bar.End / unit, bar.Place + 1)])
    {
        Legend = bar.Stage.ToString().ToLowerInvariant(),
        Style = new LayerStyle { Ink = Theme.Category((int)bar.Stage), Width = BarWidth },
    };

    private static IEnumerable<TimelineBar> Merged(ImmutableArray<TimelineBar> bars)
    {
        if (bars.Length <= MostBars) return bars;
        List<TimelineBar> merged = [];
        foreach (IGrouping<int, TimelineBar> place in bars.GroupBy(b => b.Place).OrderBy(g => g.Key))
        {
            TimelineBar? open = null;
            foreach (TimelineBar bar in place.OrderBy(b => b.Start))
            {
                if (open?.Stage == bar.Stage)
                {
                    open = open with { End = bar.End };
                    continue;
                }

                if (open is not null) merged.Add(open);
                open = bar;
            }

            merged.Add(open!);
        }

        return merged;
    }

    private static string Words(ImmutableArray<TimelineBar> bars, double unit, string name) =>
        bars.IsEmpty ? "nothing" : $"{bars.Length} runs to the end at {Readable.Significant(bars.Max(b => b.End) / unit, 3)} {name}";
}
