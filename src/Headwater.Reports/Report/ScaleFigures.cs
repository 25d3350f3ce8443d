using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// One metric against the scale, twice: a panel for each mixture with a curve for each finetuning size, and a panel for each finetuning size with all
/// mixtures. Points with standard errors, the law or the lines that join them, forecasts with intervals, from-scratch lines, and the extrapolated part shaded.
/// </summary>
internal static class ScaleFigures
{
    /// <summary>So many panels help the eye.</summary>
    private const int MostAtOnce = 24;

    /// <summary>If there are more, this many are shown at once.</summary>
    private const int Unfolded = 12;

    /// <param name="analysis">The analysis.</param>
    /// <param name="views">The series of one metric and setting.</param>
    /// <param name="styles">The styles of mixtures and sizes.</param>
    /// <param name="mostPanels">More panels than these a page cannot hold; the tables have the rest, and the description says so.</param>
    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles, int mostPanels)
    {
        MetricFormat format = views[0].Format;
        string setting = views[0].Setting, of = setting.Length > 0 ? $", {setting}" : "";
        string scale = ScaleName(analysis);
        string slug = ReportFigures.Slug($"{views[0].Series.Metric} {setting}");

        ImmutableArray<IGrouping<string, SeriesView>> mixtures = [.. views.GroupBy(v => v.Mixture).OrderBy(g => g.Key, StringComparer.Ordinal)];
        if (mixtures.Length > MostAtOnce) mixtures = [.. mixtures.OrderBy(Ranks(views))];
        yield return Figure($"{slug}-by-{views[0].CurveColumn}", $"{Capital(format.Name)} against {scale}, by {views[0].CurveColumn}{of}",
            [.. mixtures.Select(g => (g.Key, ScaleLayers.Of(analysis, [.. g], v => styles.Size(v.Size), v => v.Size.Length > 0 ? v.Size : "measured", ownScratch: true)))]);

        if (mixtures.Length < 2) yield break;
        yield return Figure($"{slug}-by-finetuning-size", $"{Capital(format.Name)} against {scale}, side by side{of}",
            [.. views.GroupBy(v => v.Size).OrderBy(g => g.First().SizeValue)
                .Select(g => (g.Key, ScaleLayers.Of(analysis, [.. g], v => styles.Mixture(v.Mixture), v => v.Mixture, ownScratch: false)))]);

        Figure Figure(string name, string title, ImmutableArray<(string Title, ImmutableArray<Layer> Layers)> panels)
        {
            int columns = panels.Length switch { 1 => 1, 3 or > 4 => 3, _ => 2 };
            Axis x = new() { Label = Capital(scale), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] };
            Axis y = new() { Label = format.Name, Unit = format.Unit };
            int unfolded = panels.Length > MostAtOnce ? Unfolded : int.MaxValue;
            return new Figure
            {
                Name = name,
                Title = title,
                Description = Describe(analysis, views, format, scale) + Crowd(panels, unfolded, mostPanels),
                Columns = columns,
                PanelWidth = columns switch { 1 => 640, 2 => 440, _ => 340 },
                PanelHeight = columns switch { 1 => 380, 2 => 300, _ => 260 },
                Unfolded = unfolded,
                Panels = Panel.OnCommonAxes(panels.Take(mostPanels).Select(p => new Panel { Title = p.Title, X = x, Y = y, Layers = p.Layers })),
            };
        }
    }

    /// <summary>Panels of different settings on common axes, each with all its mixtures.</summary>
    public static Figure Compared(Analysis analysis, string name, ImmutableArray<(string Title, ImmutableArray<SeriesView> Views)> panels, SeriesStyles styles, int mostPanels)
    {
        ImmutableArray<(string Title, ImmutableArray<Layer> Layers)> drawn = [.. panels.Select(p => (p.Title, ScaleLayers.Of(analysis, p.Views, v => styles.Mixture(v.Mixture), v => v.Mixture, ownScratch: false)))];
        ImmutableArray<SeriesView> views = [.. panels.SelectMany(p => p.Views)];
        MetricFormat format = views[0].Format;
        string scale = ScaleName(analysis);
        int columns = panels.Length switch { 3 or > 4 => 3, _ => 2 };
        Axis x = new() { Label = Capital(scale), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] };
        return new Figure
        {
            Name = name,
            Title = $"{Capital(format.Name)} against {scale}, on common axes",
            Description = Describe(analysis, views, format, scale) + Crowd(drawn, int.MaxValue, mostPanels),
            Columns = columns,
            PanelWidth = columns == 2 ? 440 : 340,
            PanelHeight = columns == 2 ? 300 : 260,
            Panels = Panel.OnCommonAxes(drawn.Take(mostPanels).Select(p => new Panel { Title = p.Title, X = x, Y = new Axis { Label = format.Name, Unit = format.Unit }, Layers = p.Layers })),
        };
    }

    // The place of a mixture among all, by the best of its series.
    private static Func<IGrouping<string, SeriesView>, int> Ranks(ImmutableArray<SeriesView> views)
    {
        Dictionary<string, int> ranks = SeriesRanking.BestFirst(views).Select((view, rank) => (view.Mixture, rank)).DistinctBy(v => v.Mixture).ToDictionary(v => v.Mixture, v => v.rank, StringComparer.Ordinal);
        return group => ranks[group.Key];
    }

    // Explains what a figure with many series leaves out.
    private static string Crowd(ImmutableArray<(string Title, ImmutableArray<Layer> Layers)> panels, int unfolded, int mostPanels)
    {
        bool others = panels.Any(p => p.Layers.Any(l => l.Legend == SeriesRanking.Others));
        int drawn = Math.Min(panels.Length, mostPanels);
        return (others ? $" The {SeriesRanking.InColour} that end best are in colour; the others are thin lines with a tooltip and separate panels." : "")
            + (drawn > unfolded ? $" The {unfolded} that end best come first; {Readable.Whole(drawn - unfolded)} more unfold below them, and the CSV file has them too." : "")
            + (panels.Length > drawn ? $" {Readable.Whole(panels.Length - drawn)} more are not drawn. The tables contain all of them." : "");
    }

    private static string Describe(Analysis analysis, ImmutableArray<SeriesView> views, MetricFormat format, string scale)
    {
        double[] measured = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X)];
        bool lawful = views.Any(v => CurveLayers.HasLaw(v.Series)), joined = views.Any(v => !CurveLayers.HasLaw(v.Series)), scratch = views.Any(v => v.Series.Scratch is not null);
        bool forecast = views.Any(v => !CurveLayers.Ahead(v.Series).IsEmpty);
        bool errors = views.Any(v => v.Series.Points.Any(p => p.StandardError is not null));
        return string.Join(' ', new[]
        {
            $"{Capital(format.Name)} from {Readable.Count(measured.Min())} to {Readable.Count(measured.Max())} {scale} on a logarithmic axis.",
            errors ? "Bars are one standard error." : "",
            joined ? "Lines join the measured points." : "",
            lawful ? "Curves through the points are the fitted law." : "",
            lawful && views.Any(v => CurveLayers.HasLaw(v.Series) && v.Series.Trend?.Trend is Trend.Fluctuating or Trend.Worsening) ? "A monotone law cannot follow a series that fluctuates or gets worse. It passes through the middle of the points, and its forecasts are unreliable." : "",
            forecast ? $"Beyond the data, lines are forecasts and bands are their {Readable.Percent(analysis.Options.Level)} intervals." : "",
            scratch ? "Dashed horizontal lines are the same model finetuned without pretraining, with one standard error." : "",
        }.Where(s => s.Length > 0));
    }

    private static string ScaleName(Analysis analysis) => SeriesView.Words(analysis.Options.Scale);

    // chrF starts small, as a name does.
    private static string Capital(string text) => text.Length == 0 || text.Any(char.IsUpper) ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
