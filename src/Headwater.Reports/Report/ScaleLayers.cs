using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What is drawn in one panel of a metric against the scale: points, laws with their bands, forecasts, lines of no pretraining, and the shade beyond the data.</summary>
internal static class ScaleLayers
{
    public static ImmutableArray<Layer> Of(
        Analysis analysis, ImmutableArray<SeriesView> views, Func<SeriesView, LayerStyle> style, Func<SeriesView, string> name, bool ownScratch)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        (views, ImmutableArray<SeriesView> others) = Standing.Part(views, name);
        layers.AddRange(others.Select(Thin));
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

    // A ground that those in colour stand out from.
    private static LineLayer Thin(SeriesView view) => new([.. view.Series.Points.Select(p => new Position(p.X, p.Y))])
    {
        Style = new LayerStyle { Ink = Ink.Muted, Width = 0.6 },
        Owner = view.Label,
        Legend = Standing.Others,
        Words = view.Label,
    };

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
}
