using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class TextChartTests
{
    [Fact]
    public void Of_Study_FitsTheScreenAndNamesEverySeries()
    {
        ImmutableArray<string> lines = TextChart.Of(SyntheticAnalysis.Study(), width: 80);

        Assert.Equal("BLEU, 8K examples", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains("A cs   B de   C en   D en+de   small letters: forecast   dots: law", lines);
        Assert.Contains(lines, line => line.EndsWith("40M pretraining tokens", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_TableWithoutAdvice_DrawsItsFirstMetric() => Assert.Equal("Accuracy", TextChart.Of(SyntheticAnalysis.Bare(), width: 80)[0]);

    [Theory]
    [InlineData(5, 2, 8, null, "  ├──●──┤  ")]
    [InlineData(5, -3, 18, null, "←────●────→")]
    [InlineData(5, 2, 8, 7.0, "  ├──●─┃┤  ")]
    public void CellPlot_InCharacters_ShowsValueIntervalAndMeasurement(double value, double low, double high, double? measured, string text) =>
        Assert.Equal(text, CellPlotText.Render(new CellPlot(value, low, high) { Measured = measured }, new PlotScale(0, 10), width: 11));

    [Fact]
    public void PlotScale_OneHopelessInterval_IsCut()
    {
        PlotScale scale = PlotScale.Of([new CellPlot(10, 9, 11), new CellPlot(12, 11, 13), new CellPlot(11, -500, 500)]);

        Assert.InRange(scale.Minimum, 7, 9);
        Assert.InRange(scale.Maximum, 13, 15);
    }
}
