using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headwater-report-").FullName;

    [Fact]
    public void Render_Study_BeginsWithTheAdvice()
    {
        string page = HtmlReport.Render(SyntheticReport.Study());

        Assert.Contains("<h2 id=\"advice-h\">Continue pretraining on en+de", page, StringComparison.Ordinal);
        Assert.Contains("What would change it", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("id=\"advice\"", StringComparison.Ordinal) < page.IndexOf("<figure", StringComparison.Ordinal));
        Assert.Contains(AdviceText.StandardErrors, page, StringComparison.Ordinal);
        Assert.Contains("1 run failed: cs at 1M, 8K examples.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Study_LoadsNothingFromElsewhere()
    {
        string page = HtmlReport.Render(SyntheticReport.Study());

        Assert.DoesNotMatch(Loads(), page);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.True(page.Length < 2_000_000);
    }

    [Fact]
    public void Render_EveryAnchorAndId_FitsTogether()
    {
        string page = HtmlReport.Render(SyntheticReport.Study());

        string[] ids = [.. Ids().Matches(page).Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Anchors().Matches(page), m => Assert.Contains(m.Groups[1].Value, ids));
    }

    [Fact]
    public void Render_BareTable_HasNoStudyParts()
    {
        string page = HtmlReport.Render(SyntheticReport.Bare());

        Assert.Contains("there is no advice", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"runs\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"settings\"", page, StringComparison.Ordinal);
        Assert.Contains("bleu-log needs at least 4 scales", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HostileNames_AreShownAsText()
    {
        string page = HtmlReport.Render(SyntheticReport.Study(name => $"<script>alert('{name}')</script>\"&\u202e" + new string('x', 300)));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.Equal(page.Split("<script>").Length, page.Split("</script>").Length);
        Assert.Equal(8, page.Split("<script>").Length);
    }

    [Fact]
    public void Render_NothingFits_EveryRefusalIsWritten()
    {
        Analysis study = SyntheticAnalysis.Study();
        Analysis refused = study with
        {
            Series = [.. study.Series.Select(s => s with { Fit = null, Band = [], Forecasts = [], Backtest = null, Trend = null, Refusal = "Too few points." })],
            Valuations = [],
            Advice = study.Advice! with { Action = AdviceAction.Undecided, Mixture = null, ProbabilityBest = null },
        };

        string page = HtmlReport.Render(new ReportInput { Title = "refused", Analysis = refused });

        Assert.Contains("Undecided: the measurements do not settle it yet.", page, StringComparison.Ordinal);
        Assert.Equal(refused.Series.Length, page.Split("Too few points.").Length - 1);
    }

    [Fact]
    public void Write_Study_WritesPageTwinFiguresAndTables()
    {
        string page = HtmlReport.Write(SyntheticReport.Study(), _folder);

        Assert.Equal(Path.Combine(_folder, "index.html"), page);
        foreach (Figure figure in ReportFigures.Of(SyntheticAnalysis.Study()))
        {
            Assert.True(File.Exists(Path.Combine(_folder, "figures", figure.Name + ".svg")));
            Assert.True(File.Exists(Path.Combine(_folder, "figures", figure.Name + ".png")));
        }

        foreach (Match link in Links().Matches(File.ReadAllText(page))) Assert.True(File.Exists(Path.Combine(_folder, link.Groups[1].Value)), link.Value);
        using JsonDocument twin = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "report.json")));
        Assert.Equal("continue", twin.RootElement.GetProperty("advise").GetProperty("advice").GetProperty("action").GetString());
        Assert.Equal(24, twin.RootElement.GetProperty("series").GetArrayLength());
        Assert.Equal(20, twin.RootElement.GetProperty("fit").GetProperty("fits").GetArrayLength());
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Write_Twice_GivesEqualBytes()
    {
        HtmlReport.Write(SyntheticReport.Study(), _folder);
        ImmutableSortedDictionary<string, string> first = Contents();

        HtmlReport.Write(SyntheticReport.Study(), _folder);

        Assert.Equal(first, Contents());
    }

    [Fact]
    public void Write_SmallerReport_RemovesItsOwnOldFilesAndNoOthers()
    {
        HtmlReport.Write(SyntheticReport.Study(), _folder);
        File.WriteAllText(Path.Combine(_folder, "mine.csv"), "kept");

        HtmlReport.Write(SyntheticReport.Bare(), _folder);

        Assert.Equal(
            ["figures/accuracy-by-series.csv", "figures/accuracy-by-series.png", "figures/accuracy-by-series.svg", "figures/decision.csv", "figures/decision.png", "figures/decision.svg", "index.html", "mine.csv", "observations.csv", "refusals.csv", "report.json", "summary.md"],
            Contents().Keys);
    }

    [Fact]
    public void Write_FromAnalysisOfATable_TellsTheStoryOfTheTable()
    {
        ObservationTable table = new([.. SyntheticAnalysis.Study().Table.Rows.Where(r => r.Metric != "chrf")]);
        Analysis analysis = Analysis.Of(table, new AnalysisOptions { FitOn = 4, At = [16e6], Resamples = 50, Seed = 1 });

        string page = File.ReadAllText(HtmlReport.Write(new ReportInput { Title = "table", Analysis = analysis }, _folder));

        Assert.Contains(Markup.Prose(analysis.Advice!.Reason), page, StringComparison.Ordinal);
        Assert.Contains("id=\"bleu-by-mixture\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"bleu-against-cross-entropy\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"coefficients\"", page, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ImmutableSortedDictionary<string, string> Contents() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories)
        .ToImmutableSortedDictionary(f => Path.GetRelativePath(_folder, f).Replace('\\', '/'), f => Convert.ToHexString(File.ReadAllBytes(f)), StringComparer.Ordinal);

    [GeneratedRegex("""(src|srcset)=|@import|url\(|<link rel="(?!icon" href="data:,")|<iframe|<object|fetch\(""")]
    private static partial Regex Loads();

    [GeneratedRegex("<[a-z1-6]+[^>]* id=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Anchors();

    [GeneratedRegex("href=\"([^#\"][^\":]*)\"")]
    private static partial Regex Links();
}
