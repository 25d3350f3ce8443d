using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// One metric against the scale, twice: a panel for each mixture with a curve for each finetuning size, and a panel for each finetuning size with all
/// mixtures. Points with standard errors, the fitted law with its interval, forecasts, from-scratch lines, and the extrapolated part shaded.
/// </summary>
internal static class ScaleFigures
{
    /// <summary>More panels than this do not help the eye; the tables hold the rest, and the description says so.</summary>
    private const int MaximumPanels = 24;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, Looks looks)
    {
        MetricFormat format = views[0].Format;
        string setting = views[0].Setting, of = setting.Length > 0 ? $", {setting}" : "";
        string scale = ScaleName(analysis);
        string slug = ReportFigures.Slug($"{views[0].Series.Metric} {setting}");

        ImmutableArray<IGrouping<string, SeriesView>> mixtures = [.. views.GroupBy(v => v.Mixture).OrderBy(g => g.Key, StringComparer.Ordinal)];
        yield return Figure($"{slug}-by-{views[0].CurveColumn}", $"{Capital(format.Name)} against {scale}, by {views[0].CurveColumn}{of}",
            [.. mixtures.Select(g => (g.Key, Layers(analysis, [.. g], v => looks.Size(v.Size), v => v.Size.Length > 0 ? v.Size : "measured", ownScratch: true)))]);

        if (mixtures.Length < 2) yield break;
        yield return Figure($"{slug}-by-finetuning-size", $"{Capital(format.Name)} against {scale}, side by side{of}",
            [.. views.GroupBy(v => v.Size).OrderBy(g => g.First().SizeValue)
                .Select(g => (g.Key, Layers(analysis, [.. g], v => looks.Mixture(v.Mixture), v => v.Mixture, ownScratch: false)))]);

        Figure Figure(string name, string title, ImmutableArray<(string Title, ImmutableArray<Layer> Layers)> panels)
        {
            int columns = panels.Length switch { 1 => 1, 3 or > 4 => 3, _ => 2 };
            Axis x = new() { Label = Capital(scale), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] };
            Axis y = new() { Label = format.Name, Unit = format.Unit };
            string left = panels.Length > MaximumPanels ? $" The first {MaximumPanels} of {Readable.Whole(panels.Length)} are drawn; the tables hold all." : "";
            return new Figure
            {
                Name = name,
                Title = title,
                Description = Describe(analysis, views, format, scale) + left,
                Columns = columns,
                PanelWidth = columns switch { 1 => 640, 2 => 440, _ => 340 },
                PanelHeight = columns switch { 1 => 380, 2 => 300, _ => 260 },
                Panels = Panel.OnCommonAxes(panels.Take(MaximumPanels).Select(p => new Panel { Title = p.Title, X = x, Y = y, Layers = p.Layers })),
            };
        }
    }

    /// <summary>Panels of different settings on common axes, each with all its mixtures.</summary>
    public static Figure Compared(Analysis analysis, string name, ImmutableArray<(string Title, ImmutableArray<SeriesView> Views)> panels, Looks looks)
    {
        ImmutableArray<SeriesView> views = [.. panels.SelectMany(p => p.Views)];
        MetricFormat format = views[0].Format;
        string scale = ScaleName(analysis);
        int columns = panels.Length switch { 3 or > 4 => 3, _ => 2 };
        Axis x = new() { Label = Capital(scale), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] };
        return new Figure
        {
            Name = name,
            Title = $"{Capital(format.Name)} against {scale}, on common axes",
            Description = Describe(analysis, views, format, scale),
            Columns = columns,
            PanelWidth = columns == 2 ? 440 : 340,
            PanelHeight = columns == 2 ? 300 : 260,
            Panels = Panel.OnCommonAxes(panels.Select(p => new Panel { Title = p.Title, X = x, Y = new Axis { Label = format.Name, Unit = format.Unit }, Layers = Layers(analysis, p.Views, v => looks.Mixture(v.Mixture), v => v.Mixture, ownScratch: false) })),
        };
    }

    private static ImmutableArray<Layer> Layers(
        Analysis analysis, ImmutableArray<SeriesView> views, Func<SeriesView, LayerStyle> style, Func<SeriesView, string> name, bool ownScratch)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (SeriesView view in views) layers.AddRange(Curve(view, style(view), name(view)));
        layers.AddRange(Scratches(views, style, name, ownScratch));
        foreach (SeriesView view in views.Where(v => !v.Series.Forecasts.IsEmpty))
        {
            layers.Add(new MarkerLayer([.. view.Series.Forecasts.Select(f => new Mark(f.At.GetValueOrDefault(analysis.Options.Scale, f.At.Values.First()), f.Value) { Low = f.Low, High = f.High, Words = Words(view, f) })])
            {
                Style = style(view) with { Hollow = true },
                Owner = name(view),
                Legend = $"forecast, {Readable.Percent(analysis.Options.Level)} interval",
            });
        }

        if (views.Any(v => !v.Series.Forecasts.IsEmpty || v.Series.Band.Any(b => b.X > v.Series.Points[^1].X)))
            layers.Add(new ZoneLayer(views.Max(v => v.Series.Points[^1].X), null) { Label = "beyond the data", Legend = "beyond the data" });
        return layers.ToImmutable();
    }

    private static IEnumerable<Layer> Curve(SeriesView view, LayerStyle style, string name)
    {
        if (view.Series.Fit is null || view.Series.Band.IsEmpty)
        {
            // No curve was fitted: a thin dotted line leads the eye and claims nothing. Points of a law in several scales are on no line.
            if (view.Series.Points.DistinctBy(p => p.X).Count() == view.Series.Points.Length)
                yield return new LineLayer([.. view.Series.Points.Select(p => new Position(p.X, p.Y))]) { Style = style with { Width = 1, Dash = Dash.Dotted }, Owner = name };
        }
        else
        {
            yield return new BandLayer([.. Extrapolated(view.Series).Select(b => new BandEdge(b.X, b.Low, b.High))]) { Style = style, Owner = name };
            yield return new LineLayer([.. view.Series.Band.Select(b => new Position(b.X, b.Value))]) { Style = style, Legend = name };
        }

        yield return new MarkerLayer([.. view.Series.Points.Select(p => new Mark(p.X, p.Y) { Low = p.Y - p.StandardError, High = p.Y + p.StandardError, Words = Words(view, p) })])
        {
            Style = style,
            Legend = name,
        };
    }

    // Between measured points the points and their bars tell how sure the curve is, and bands of many series would hide them.
    private static ImmutableArray<CurvePoint> Extrapolated(SeriesAnalysis series)
    {
        double last = series.Points[^1].X;
        int start = Enumerable.Range(0, series.Band.Length).LastOrDefault(i => series.Band[i].X <= last);
        if (start >= series.Band.Length - 1) return series.Band;
        // The band begins where the data end, between two places of the grid.
        CurvePoint before = series.Band[start], after = series.Band[start + 1];
        double share = Math.Clamp(Math.Log(last / before.X) / Math.Log(after.X / before.X), 0, 1);
        CurvePoint edge = new(last, Between(before.Value, after.Value), Between(before.Low, after.Low), Between(before.High, after.High));
        return [edge, .. series.Band[(start + 1)..]];

        double Between(double a, double b) => a + share * (b - a);
    }

    // In a panel of one mixture every size has its own baseline in its own ink; where mixtures share a size they share the baseline.
    private static IEnumerable<Layer> Scratches(ImmutableArray<SeriesView> views, Func<SeriesView, LayerStyle> style, Func<SeriesView, string> name, bool own)
    {
        foreach (SeriesView view in views.Where(v => v.Series.Scratch is not null).DistinctBy(v => own ? v.Size : ""))
        {
            Point scratch = view.Series.Scratch!.Value;
            LayerStyle look = own && view.Size.Length > 0 ? style(view) with { Dash = Looks.Scratch.Dash, Width = Looks.Scratch.Width } : Looks.Scratch;
            yield return new RuleLayer(scratch.Y)
            {
                HalfWidth = scratch.StandardError,
                Style = look,
                Owner = own ? name(view) : null,
                Legend = own && view.Size.Length > 0 ? $"{name(view)} from scratch" : "from scratch",
                Words = $"From scratch{(view.Size.Length > 0 ? ", " + view.Size : "")}: {view.Format.Name} {view.Format.Value(scratch.Y, scratch.StandardError)}",
            };
        }
    }

    private static string Words(SeriesView view, Point p) =>
        $"{view.Label}, at {Readable.Count(p.X)}: {view.Format.Name} {view.Format.Value(p.Y, p.StandardError)}{(p.Replicates > 1 ? $", mean of {Readable.Whole(p.Replicates)}" : "")}";

    private static string Words(SeriesView view, Forecast f) =>
        $"{view.Label}, forecast at {Readable.Place(f.At)}: {view.Format.Name} {view.Format.Value(f.Value)}, {Readable.Percent(f.Level)} interval {view.Format.Interval(f.Low, f.High)}";

    private static string Describe(Analysis analysis, ImmutableArray<SeriesView> views, MetricFormat format, string scale)
    {
        double[] measured = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X)];
        bool fitted = views.Any(v => v.Series.Fit is not null), unfitted = views.Any(v => v.Series.Fit is null), scratch = views.Any(v => v.Series.Scratch is not null);
        bool errors = views.Any(v => v.Series.Points.Any(p => p.StandardError is not null));
        return string.Join(' ', new[]
        {
            $"{Capital(format.Name)} from {Readable.Count(measured.Min())} to {Readable.Count(measured.Max())} {scale} on a logarithmic axis.",
            errors ? "Bars are one standard error." : "",
            fitted ? $"Lines are the fitted law; bands hold {Readable.Percent(analysis.Options.Level)} of measurements." : "",
            unfitted ? "Thin dotted lines join the points of series without a fit." : "",
            scratch ? "Dashed lines are the same model finetuned without pretraining, with one standard error." : "",
        }.Where(s => s.Length > 0));
    }

    private static string ScaleName(Analysis analysis) => SeriesView.Words(analysis.Options.Scale);

    // chrF starts small, as a name does.
    private static string Capital(string text) => text.Length == 0 || text.Any(char.IsUpper) ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
