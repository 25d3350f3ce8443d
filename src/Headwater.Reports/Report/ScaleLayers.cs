using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What is drawn in one panel of a metric against the scale: points joined by lines or a law through them, forecasts with their bands, lines of no pretraining, and the shade beyond the data.</summary>
internal static class ScaleLayers
{
    public static ImmutableArray<Layer> Of(
        Analysis analysis, ImmutableArray<SeriesView> views, Func<SeriesView, LayerStyle> style, Func<SeriesView, string> name, bool ownScratch)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        (views, ImmutableArray<SeriesView> others) = SeriesRanking.Part(views, name);
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
        Legend = SeriesRanking.Others,
        Words = view.Label,
    };

    private static IEnumerable<Layer> Curve(SeriesView view, LayerStyle style, string name)
    {
        ImmutableArray<CurvePoint> ahead = CurveLayers.Ahead(view.Series);
        if (!ahead.IsEmpty) yield return new BandLayer([.. ahead.Select(b => new BandEdge(b.X, b.Low, b.High))]) { Style = style, Owner = name };
        if (CurveLayers.HasLaw(view.Series))
        {
            yield return new LineLayer([.. view.Series.Band.Select(b => new Position(b.X, b.Value))]) { Style = style, Legend = name };
        }
        else
        {
            // Points of a law in several scales are on no line.
            if (view.Series.Points.DistinctBy(p => p.X).Count() == view.Series.Points.Length)
                yield return new LineLayer([.. view.Series.Points.Select(p => new Position(p.X, p.Y))]) { Style = style with { Width = 1.4 }, Owner = name };
            if (!ahead.IsEmpty) yield return new LineLayer([.. ahead.Select(b => new Position(b.X, b.Value))]) { Style = style with { Width = 1.4, Dash = Dash.Dashed }, Owner = name };
        }

        yield return new MarkerLayer([.. view.Series.Points.Select(p => new Mark(p.X, p.Y) { Low = p.Y - p.StandardError, High = p.Y + p.StandardError, Words = Words(view, p) })])
        {
            Style = style,
            Legend = name,
        };
    }

    // In a panel of one mixture every size has its own baseline in its own ink; where mixtures share a size they share the baseline.
    private static IEnumerable<Layer> Scratches(ImmutableArray<SeriesView> views, Func<SeriesView, LayerStyle> style, Func<SeriesView, string> name, bool own)
    {
        foreach (SeriesView view in views.Where(v => v.Series.Scratch is not null).DistinctBy(v => own ? v.Size : ""))
        {
            MeasuredPoint scratch = view.Series.Scratch!.Value;
            LayerStyle look = own && view.Size.Length > 0 ? style(view) with { Dash = SeriesStyles.Scratch.Dash, Width = SeriesStyles.Scratch.Width } : SeriesStyles.Scratch;
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

    private static string Words(SeriesView view, MeasuredPoint p) =>
        $"{view.Label}, at {Readable.Count(p.X)}: {view.Format.Name} {view.Format.Value(p.Y, p.StandardError)}{(p.Replicates > 1 ? $", mean of {Readable.Whole(p.Replicates)}" : "")}";

    private static string Words(SeriesView view, Forecast f) =>
        $"{view.Label}, forecast at {Readable.Place(f.At)}: {view.Format.Name} {view.Format.Value(f.Value)}, {Readable.Percent(f.Level)} interval {view.Format.Interval(f.Low, f.High)}";
}
