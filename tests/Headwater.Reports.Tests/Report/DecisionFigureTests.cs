using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed partial class DecisionFigureTests
{
    private static readonly ReportInput Input = Reports.Study();
    private static readonly Figure Study = ReportFigures.Of(Input)[0];

    [Fact]
    public void Of_Study_NamesEveryCurveAtItsEndAndNoPretraining()
    {
        Panel curves = Study.Panels[0];

        Assert.Equal("decision", Study.Name);
        Assert.Empty(Study.Legend);
        Assert.Equal(["cs", "de", "en", "en+de", "no pretraining"], curves.EndLabels.Select(label => label.Text).Order(StringComparer.Ordinal));
        Assert.Equal(Dash.Dashed, Assert.Single(curves.Layers.OfType<RuleLayer>()).Style.Dash);
        foreach (EndLabel label in curves.EndLabels.Where(label => label.HasMarker))
        {
            LineLayer last = curves.Layers.OfType<LineLayer>().Last(line => line.Owner == label.Text);
            Assert.Equal((last.Positions[^1].X, last.Positions[^1].Y), (label.X!.Value, label.Y));
        }
    }

    [Fact]
    public void Of_Study_JoinsMeasuredPointsAndForecastsFromTheLastOne()
    {
        LineLayer[] lines = [.. Study.Panels[0].Layers.OfType<LineLayer>().Where(line => line.Owner == "en+de")];
        BandLayer band = Study.Panels[0].Layers.OfType<BandLayer>().Single(layer => layer.Owner == "en+de");

        Assert.Equal(2, lines.Length);
        Assert.Equal(SyntheticAnalysis.Scales, lines[0].Positions.Select(position => position.X));
        Assert.Equal((Dash.Solid, Dash.Dashed), (lines[0].Style.Dash, lines[1].Style.Dash));
        Assert.Equal(4e6, band.Edges[0].X, 1);
        Assert.Equal(40e6, band.Edges[^1].X, 1);
        Assert.Equal(4e6, Study.Panels[0].Layers.OfType<ZoneLayer>().Single().From);
    }

    [Fact]
    public void Of_Study_RanksByTheForecastsAndProbabilitiesOfTheAdvice()
    {
        Decision decision = Decision.Of(Input)!;
        Panel ranking = Study.Panels[1];
        MarkerLayer[] rows = [.. ranking.Layers.OfType<MarkerLayer>()];

        MixtureValuation[] ranked = [.. ranking.Y.Names.Select(name => decision.Contenders.Single(v => v.Mixture == name))];
        Assert.Equal(4, ranked.Length);
        Assert.Equal(ranked.Select(v => Readable.Probability(v.ProbabilityBest!.Value)), ranking.EndLabels.Select(label => label.Text));
        Assert.Equal(ranked.OrderByDescending(v => Math.Round(v.ProbabilityBest!.Value, 2)).ThenByDescending(v => decision.ForecastOf(v)!.Value).Select(v => v.Mixture), ranking.Y.Names);
        Assert.Equal(ranked.Select(v => decision.ForecastOf(v)!.Value), rows.Select(row => row.Marks[0].X));
        Assert.Equal(ranked.Select(v => (double?)decision.ForecastOf(v)!.High), rows.Select(row => row.Marks[0].High));
        Assert.Equal([0.0, 1, 2, 3], rows.Select(row => row.Marks[0].Y));
        Assert.All(rows, row => Assert.True(row.HasHorizontalBars));
        Assert.StartsWith("BLEU forecast at 40M", ranking.X.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ATableWithoutForecasts_RanksWhatWasMeasuredAtTheLastCommonScale()
    {
        ObservationTable table = new([.. Reports.Table().Rows.Where(row => row.PretrainingData != "en" || row.PretrainingTokens < 4e6)]);

        Panel ranking = ReportFigures.Of(ReportInput.Of("table", table, new AnalysisOptions { Resamples = 50 }))[0].Panels[1];

        Assert.StartsWith("BLEU measured at 2M", ranking.X.Label, StringComparison.Ordinal);
        Assert.All(ranking.Layers.OfType<MarkerLayer>(), layer => Assert.False(layer.Style.Hollow));
    }

    [Fact]
    public void Of_ManyMixtures_DrawsSixCurvesAndTwelveRanks()
    {
        Figure figure = ReportFigures.Of(Analysis.Of(Reports.Sweep(30, 6), new AnalysisOptions { Resamples = 20, At = [5e6] }))[0];

        Assert.Equal(6, figure.Panels[0].EndLabels.Length);
        Assert.Equal(12, figure.Panels[1].Y.Names.Length);
        Assert.Contains("6 of 30 mixtures", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneHopelessInterval_LeavesTheOthersReadable()
    {
        Analysis analysis = Input.Analysis;
        Forecast Widened(Forecast forecast) => forecast.Series["pretraining_data"] == "cs" ? forecast with { Low = 0, High = 1e6 } : forecast;
        Analysis wide = analysis with
        {
            Series = [.. analysis.Series.Select(series => series with { Forecasts = [.. series.Forecasts.Select(Widened)] })],
            Valuations = [.. analysis.Valuations.Select(v => v with { Forecasts = [.. v.Forecasts.Select(Widened)] })],
        };

        AxisRange range = ReportFigures.Of(Input with { Analysis = wide })[0].Panels[1].X.Range!.Value;

        Assert.True(range.Maximum < 200, $"{range}");
    }

    [Theory]
    [InlineData(350)]
    [InlineData(600)]
    public void Arrange_AtEachWidth_KeepsWordsApartAndInside(double width)
    {
        Figure figure = Study with { PanelWidth = width };

        foreach (Scene scene in figure.Panels.Select(panel => FigureLayout.Arrange(figure, panel)))
        {
            TextPrimitive[] texts = [.. scene.Primitives.OfType<TextPrimitive>()];
            foreach ((TextPrimitive text, int index) in texts.Select((text, index) => (text, index)))
            {
                Box box = Extent(text);
                Assert.True(box.Left >= 0 && box.Right <= width && box.Bottom <= scene.Height, $"\"{text.Text}\" leaves the figure");
                Assert.All(texts.Skip(index + 1), other => Assert.False(Meet(box, Extent(other)), $"\"{text.Text}\" overlaps \"{other.Text}\""));
            }
        }
    }

    [Fact]
    public void Arrange_CurvesThatEndTogether_LabelsStandApart()
    {
        Panel panel = Figures.Small().Panels[0] with { EndLabels = [.. Enumerable.Range(0, 7).Select(k => new EndLabel(25.9 + (0.01 * k), $"mixture {k}") { X = 16e6, Style = new LayerStyle(), HasMarker = true })] };
        Figure figure = Figures.Small() with { Panels = [panel] };

        double[] heights = [.. FigureLayout.Arrange(figure, panel).Primitives.OfType<TextPrimitive>().Where(text => text.Text.StartsWith("mixture", StringComparison.Ordinal)).Select(text => text.At.Y).Order()];

        Assert.Equal(7, heights.Length);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First > 12));
        Assert.All(heights, height => Assert.InRange(height, 20, figure.PanelHeight));
    }

    [Fact]
    public void Render_Study_ShowsThePictureBesideTheHeadline()
    {
        string page = HtmlReport.Render(Input);

        int headline = page.IndexOf("id=\"advice-h\"", StringComparison.Ordinal), figure = page.IndexOf("<figure id=\"decision\"", StringComparison.Ordinal), numbers = page.IndexOf("<dl>", StringComparison.Ordinal);
        Assert.True(headline >= 0 && headline < figure && figure < numbers);
        Assert.Single(Pictures().Matches(page));
    }

    private static Box Extent(TextPrimitive text)
    {
        double width = Lettering.SafeWidth(text.Text, text.Size);
        double left = text.Anchor switch { TextAnchor.Start => text.At.X, TextAnchor.Middle => text.At.X - (width / 2), _ => text.At.X - width };
        return new Box(left, text.At.Y - (0.8 * text.Size), left + width, text.At.Y + (0.2 * text.Size));
    }

    private static bool Meet(Box a, Box b) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;

    [GeneratedRegex("<figure id=\"decision\"")]
    private static partial Regex Pictures();
}
