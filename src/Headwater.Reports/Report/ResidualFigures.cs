using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>How far each measured value lies from its fitted law, in per cent: a pattern that all mixtures share is the law's fault, scatter is noise.</summary>
internal static class ResidualFigures
{
    private const int MostSeries = 60;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, Looks looks)
    {
        SeriesView[] fitted = [.. views.Where(v => v.Series.Fit is { Law.Symbols.Length: 1 } && !v.Series.Band.IsEmpty).Take(MostSeries)];
        Panel[] panels = [.. fitted.GroupBy(v => (v.Series.Metric, v.Setting)).Select(g => PanelOf(analysis, [.. g], looks))];
        if (panels.Length == 0) yield break;
        int columns = panels.Length switch { 1 => 1, 3 or > 4 => 3, _ => 2 };
        yield return new Figure
        {
            Name = "residuals",
            Title = "Measured less fitted",
            Description = "In per cent of the fitted value, with one standard error of the measurement. Points that bend the same way in all mixtures speak against the law; points on both sides of zero are noise."
                + (looks.Sizes.Length > 1 ? $" Larger marks are larger finetuning sets ({string.Join(", ", looks.Sizes)})." : ""),
            Columns = columns,
            PanelWidth = columns switch { 1 => 640, 2 => 440, _ => 340 },
            PanelHeight = 240,
            Panels = [.. panels],
        };
    }

    private static Panel PanelOf(Analysis analysis, ImmutableArray<SeriesView> views, Looks looks) => new()
    {
        Title = string.Join(", ", new[] { views[0].Format.Name, views[0].Setting }.Where(s => s.Length > 0)),
        X = new Axis { Label = Capital(SeriesView.Words(analysis.Options.Scale)), Scale = AxisScale.Logarithmic, Landmarks = [.. views.SelectMany(v => v.Series.Points).Select(p => p.X).Distinct().Order()] },
        Y = new Axis { Label = "Measured less fitted", Unit = "per cent" },
        Layers =
        [
            new RuleLayer(0) { Style = new LayerStyle { Ink = Ink.Muted, Width = 1 } },
            .. views.Select(v => new MarkerLayer([.. v.Series.Points.Where(p => p.X > 0).Select(p => MarkOf(v, p)).OfType<Mark>()])
            {
                Style = looks.Mixture(v.Mixture) with { Radius = looks.Radius(v.Size) },
                Legend = v.Mixture,
            }),
        ],
    };

    private static Mark? MarkOf(SeriesView view, Point point)
    {
        double fit = view.Series.Fit!.Predict(point.X), off = 100 * (point.Y / fit - 1);
        if (!double.IsFinite(off)) return null;
        double? error = 100 * point.StandardError / Math.Abs(fit);
        return new Mark(point.X, off)
        {
            Low = off - error,
            High = off + error,
            Words = $"{view.Label}, at {Readable.Count(point.X)}: {view.Format.Name} {view.Format.Value(point.Y)}, fitted {view.Format.Value(fit)}, off by {Readable.Fixed(off, 1)} %",
        };
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
