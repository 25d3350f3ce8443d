using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class FigureCsvTests
{
    [Fact]
    public void Render_Figure_HasARowForEverythingDrawn()
    {
        Figure figure = ReportFigures.Of(SyntheticAnalysis.Study()).Single(f => f.Name == "bleu-by-finetuning-size");

        string[] lines = FigureCsv.Render(figure).TrimEnd('\n').Split('\n');

        Assert.Equal("panel,kind,name,x,y,low,high,words", lines[0]);
        Assert.Equal(figure.Panels.Sum(p => p.Layers.OfType<MarkerLayer>().Sum(l => l.Marks.Length)), lines.Count(l => l.Contains(",point,", StringComparison.Ordinal) || l.Contains(",forecast,", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("2K examples,rule,from scratch,,4.1,", StringComparison.Ordinal));
    }

    [Fact]
    public void Summary_HostileNames_AreTextInMarkdownToo()
    {
        string summary = MarkdownSummary.Render(ReportContents.Of(Reports.Study(name => $"<b>|{name}*`_")));

        Assert.DoesNotContain("<b>", summary, StringComparison.Ordinal);
        Assert.Contains(@"&lt;b&gt;\|", summary, StringComparison.Ordinal);
        Assert.StartsWith("## ", summary, StringComparison.Ordinal);
        Assert.Contains("| Cost so far | **10 min** |", summary, StringComparison.Ordinal);
    }
}
