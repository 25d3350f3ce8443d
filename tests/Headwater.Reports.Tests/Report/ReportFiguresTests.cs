using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class ReportFiguresTests
{
    private static readonly ImmutableArray<Figure> All = ReportFigures.Of(SyntheticAnalysis.Study());

    [Fact]
    public void Of_Study_GivesThePapersFiguresScoresFirst() => Assert.Equal(
        [
            "decision", "bleu-by-mixture", "bleu-by-finetuning-size", "chrf-by-mixture", "chrf-by-finetuning-size",
            "cross-entropy-by-mixture", "cross-entropy-by-finetuning-size", "bleu-against-cross-entropy", "chrf-against-cross-entropy", "residuals",
        ],
        All.Select(f => f.Name));

    [Fact]
    public void Of_ByMixture_HasAPanelForEachWithACurveForEachSize()
    {
        Figure figure = All.Single(f => f.Name == "bleu-by-mixture");

        Assert.Equal(["cs", "de", "en", "en+de"], figure.Panels.Select(p => p.Title));
        Assert.All(figure.Panels, p => Assert.Equal(2, p.Layers.OfType<RuleLayer>().Count()));
        Assert.All(figure.Panels.Skip(1), p => Assert.Equal(2, p.Layers.OfType<BandLayer>().Count()));
        Assert.Single(figure.Panels.Select(p => (p.X.Range, p.Y.Range)).Distinct());
    }

    [Fact]
    public void Of_RefusedSeries_JoinsItsPointsAndForecastsNothing()
    {
        Panel refused = All.Single(f => f.Name == "bleu-by-mixture").Panels[0];

        Assert.Equal(10, refused.Layers.OfType<MarkerLayer>().Sum(l => l.Marks.Length));
        Assert.Empty(refused.Layers.OfType<BandLayer>());
        Assert.All(refused.Layers.OfType<LineLayer>(), l => Assert.Equal((5, Dash.Solid), (l.Positions.Length, l.Style.Dash)));
        Assert.Empty(refused.Layers.OfType<ZoneLayer>());
    }

    [Fact]
    public void Of_SideBySide_EveryMixtureKeepsItsLookAndShapesDiffer()
    {
        Figure figure = All.Single(f => f.Name == "bleu-by-finetuning-size");

        var styles = figure.Panels.SelectMany(p => p.Layers.OfType<MarkerLayer>()).Where(l => !l.Style.Hollow)
            .GroupBy(l => l.Legend!).ToDictionary(g => g.Key, g => g.Select(l => (l.Style.Ink, l.Style.Marker)).Distinct().Single());
        Assert.Equal(4, styles.Values.Select(l => l.Marker).Distinct().Count());
        Assert.Equal(4, styles.Values.Select(l => l.Ink).Distinct().Count());
        Assert.All(figure.Panels, p => Assert.Single(p.Layers.OfType<RuleLayer>()));
    }

    [Fact]
    public void Of_ForecastMarks_AreHollowAndBeyondTheShadedEdge()
    {
        Panel panel = All.Single(f => f.Name == "bleu-by-finetuning-size").Panels[0];

        double edge = panel.Layers.OfType<ZoneLayer>().Single().From!.Value;
        Mark[] forecasts = [.. panel.Layers.OfType<MarkerLayer>().Where(l => l.Style.Hollow).SelectMany(l => l.Marks)];
        Assert.Equal(4e6, edge);
        Assert.Equal(6, forecasts.Length);
        Assert.All(forecasts, m => Assert.True(m.X > edge && m.Low < m.Y && m.Y < m.High));
        Assert.Contains("forecast at 16M: BLEU", forecasts[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ScoreAgainstLoss_HoldsEveryModelOnceScratchToo()
    {
        Figure figure = All.Single(f => f.Name == "bleu-against-cross-entropy");

        MarkerLayer[] layers = [.. figure.Panels[0].Layers.OfType<MarkerLayer>()];
        Assert.Equal(4 * 2 * 5 + 2, layers.Sum(l => l.Marks.Length));
        Assert.Equal(["cs", "de", "en", "en+de", "from scratch", "better loss, worse score"], figure.Legend.Select(e => e.Text));
        Assert.Equal(5, layers.Select(l => l.Style.Marker).Distinct().Count());
    }

    [Fact]
    public void Of_ManyMixtures_ColoursThoseThatEndBestAndFoldsPanelsAway()
    {
        ImmutableArray<Figure> figures = ReportFigures.Of(Analysis.Of(Reports.Sweep(50, 6), new AnalysisOptions { Resamples = 20 }));
        Figure panels = figures.Single(f => f.Name == "loss-by-mixture"), together = figures.Single(f => f.Name == "loss-by-finetuning-size");

        Assert.Equal((50, 12), (panels.Panels.Length, panels.Unfolded));
        Assert.Equal(8, together.Panels[0].Layers.OfType<MarkerLayer>().Count());
        Assert.Equal(42, together.Panels[0].Layers.OfType<LineLayer>().Count(l => l.Legend == "the others"));
        Assert.Equal(together.Panels[0].Layers.OfType<MarkerLayer>().Select(l => l.Legend).Order(), panels.Panels.Take(8).Select(p => p.Title).Order());
        Assert.Equal(8, together.Panels[0].Layers.OfType<MarkerLayer>().Select(l => l.Style.Ink).Distinct().Count());
        Assert.Contains("The 12 that end best come first; 38 more unfold below them", panels.Description, StringComparison.Ordinal);
        Assert.Equal(50 * 6, FigureCsv.Render(panels).Split('\n').Count(row => row.Contains(",point,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_BareTable_GivesTheCurveAlone()
    {
        ImmutableArray<Figure> figures = ReportFigures.Of(SyntheticAnalysis.Bare());

        Assert.Equal(["decision", "accuracy-by-series"], figures.Select(f => f.Name));
        Assert.All(figures, f => Assert.Single(f.Panels));
        Assert.Equal("Accuracy against pretraining tokens, by series", figures[1].Title);
    }

    [Fact]
    public void Of_TwoTasks_DrawsEachApart()
    {
        Analysis study = SyntheticAnalysis.Study();
        SeriesResult first = study.Series[0];
        SeriesResult second = first with { Key = new SeriesKey(first.Key.Parts.Add(new("task", "summaries"))) };

        ImmutableArray<Figure> figures = ReportFigures.Of(study with { Series = [first with { Key = new SeriesKey(first.Key.Parts.Add(new("task", "translation"))) }, second] });

        Assert.Equal(["decision", "compared-bleu", "bleu-summaries-by-mixture", "bleu-translation-by-mixture"], figures.Where(f => !f.Name.Contains("against", StringComparison.Ordinal)).Select(f => f.Name));
    }
}
