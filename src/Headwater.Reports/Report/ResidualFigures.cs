using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>How far each measured value lies from its fitted law, as a percentage: a pattern that all mixtures share is the law's fault, scatter is noise.</summary>
internal static class ResidualFigures
{
    private const int MostAtOnce = 24;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles)
    {
        SeriesView[] fitted = [.. views.Where(v => v.Series.Fit is { Law.Symbols.Length: 1 } && !v.Series.Band.IsEmpty)];
        Panel[] panels = [.. fitted.GroupBy(v => (v.Series.Metric, v.Setting)).Select(g => PanelOf(analysis, [.. g], styles))];
        if (panels.Length == 0) yield break;
        bool crowded = panels.Any(p => p.Layers.Any(l => l.Legend == SeriesRanking.Others));
        int columns = panels.Length switch { 1 => 1, 3 or > 4 => 3, _ => 2 };
        yield return new Figure
        {
            Name = "residuals",
            Title = "Residuals (measured − fitted)",
            Description = "As a percentage of the fitted value, with one standard error of the measurement. The same bend in all mixtures indicates misfit of the law. Points on both sides of zero are noise."
                + (styles.Sizes.Length > 1 ? $" Larger marks are larger finetuning sets ({string.Join(", ", styles.Sizes)})." : "")
                + (crowded ? $" The {SeriesRanking.InColour} mixtures that end best are in colour; the others are small grey marks, named in the CSV file." : "")
                + (panels.Length > MostAtOnce ? $" {Readable.Whole(panels.Length - MostAtOnce)} more panels unfold below the first {MostAtOnce}." : ""),
            Unfolded = MostAtOnce,
            Columns = columns,
            PanelWidth = columns switch { 1 => 640, 2 => 440, _ => 340 },
            PanelHeight = 240,
            Panels = [.. panels],
        };
    }

    private static Panel PanelOf(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles)
    {
        (ImmutableArray<SeriesView> leading, ImmutableArray<SeriesView> others) = SeriesRanking.Part(views, v => v.Mixture);
        LayerStyle small = new() { Ink = Ink.Muted, Radius = 1.4 };
        return new()
        {
            Title = string.Join(", ", new[] { views[0].Format.Name, views[0].Setting }.Where(s => s.Length > 0)),
            X = new Axis { Label = Capital(SeriesView.Words(analysis.Options.Scale)), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] },
            Y = new Axis { Label = "Measured − fitted", Unit = "%" },
            Layers =
            [
                new RuleLayer(0) { Style = new LayerStyle { Ink = Ink.Muted, Width = 1 } },
                .. others.Select(v => Marks(v, bars: false) with { Style = small, Legend = SeriesRanking.Others, Owner = v.Label }),
                .. leading.Select(v => Marks(v, bars: true) with { Style = styles.Mixture(v.Mixture) with { Radius = styles.Radius(v.Size) }, Legend = v.Mixture }),
            ],
        };
    }

    private static MarkerLayer Marks(SeriesView view, bool bars) =>
        new([.. view.Series.Points.Where(p => p.X > 0).Select(p => MarkOf(view, p)).OfType<Mark>().Select(mark => bars ? mark : mark with { Low = null, High = null, Words = "" })]);

    private static Mark? MarkOf(SeriesView view, MeasuredPoint point)
    {
        double fit = view.Series.Fit!.Predict(point.X), off = 100 * (point.Y / fit - 1);
        if (!double.IsFinite(off)) return null;
        double? error = 100 * point.StandardError / Math.Abs(fit);
        return new Mark(point.X, off)
        {
            Low = off - error,
            High = off + error,
            Words = $"{view.Label}, at {Readable.Count(point.X)}: {view.Format.Name} {view.Format.Value(point.Y)}, fitted {view.Format.Value(fit)}, off by {Readable.Fixed(off, 1)}%",
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
