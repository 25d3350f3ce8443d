using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

public sealed class StudyReportTests
{
    private static readonly StudyEvidence Evidence = StudyReport.EvidenceOf(SyntheticStudy.Summary);

    [Fact]
    public void Evidence_Runs_AreListedWithTheirFaults()
    {
        ReportTable table = Evidence.RunTables.Single(table => table.Name == "runs");

        Assert.Equal(["done", "done", "failed"], Column(table, "state"));
        Assert.Equal("1.29 passes over de.", Column(table, "note")[0]);
        Assert.Equal("The loss was not finite at step 40.", Column(table, "note")[2]);
        Assert.Equal((1, 0), (Evidence.Failed, Evidence.Open));
        Assert.StartsWith("1 run failed: cs at 1M, 8K examples.", Assert.Single(Evidence.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_MixtureInStages_SaysWhenItsRatesChange()
    {
        ImmutableSortedDictionary<string, double> english = ImmutableSortedDictionary<string, double>.Empty.Add("en", 1), both = english.SetItem("en", 0.5).Add("de", 0.5);
        StudySpec spec = SyntheticStudy.Summary.Plan.Spec;
        MixtureSpec mixture = new("annealed", both) { Stages = [new(0.875, english), new(1, both)] };
        StudySummary study = SyntheticStudy.Summary with { Plan = SyntheticStudy.Summary.Plan with { Spec = spec with { Pretraining = spec.Pretraining! with { Mixtures = [mixture] } } } };

        ReportTable table = SettingsTable.Of(study);

        Assert.Contains("Mixture annealed", Column(table, "setting"));
        Assert.Contains("en 100% until 87.5% of the tokens; then de 50%, en 50%", Column(table, "value"));
    }

    [Fact]
    public void Evidence_Cost_IsThatOfItsRuns()
    {
        StudyCost cost = Evidence.Cost!;

        Assert.Equal((511 + 63.0, 2, 3, 63.0), (cost.SpentSeconds, cost.FinishedRuns, cost.PlannedRuns, cost.FinetuningSeconds));
        Assert.Null(StudyCosts.Of(SyntheticStudy.Summary with { Runs = [] }));
    }

    [Fact]
    public void Evidence_Comparisons_NameBothSidesInWords()
    {
        Assert.Equal(["en+de at 4M", "en+de at 4M"], Evidence.Comparisons.Select(comparison => comparison.Left));
        Assert.Equal(["from scratch", "cs at 4M"], Evidence.Comparisons.Select(comparison => comparison.Right));
        Assert.All(Evidence.Comparisons, comparison => Assert.Equal("2K examples", comparison.Setting));
    }

    [Fact]
    public void Evidence_CountedCorpora_SayHowMuchTextAMixtureHas()
    {
        StudySummary counted = SyntheticStudy.Summary with { Runs = [.. SyntheticStudy.Summary.Runs, Corpus("en", 10_000_000), Corpus("de", 4_000_000)] };

        Assert.Empty(Evidence.Texts);
        Assert.Equal([new MixtureText("en+de", 8_000_000)], StudyReport.EvidenceOf(counted).Texts);
    }

    [Fact]
    public void Evidence_Json_HasEveryComparisonAndRun()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            Evidence.WriteJson(json);
        }

        using JsonDocument study = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal("captions-en-de", study.RootElement.GetProperty("name").GetString());
        Assert.Equal(2, study.RootElement.GetProperty("comparisons").GetArrayLength());
        Assert.Equal(3, study.RootElement.GetProperty("runs").GetArrayLength());
    }

    private static RunSummary Corpus(string name, long tokens) =>
        new() { Id = $"corpus-{name}", Stage = Stage.Corpus, Label = name, State = JobState.Done, Curve = [], Warnings = [], Result = new CorpusResult { Documents = 1, Tokens = tokens } };

    private static ImmutableArray<string> Column(ReportTable table, string name)
    {
        int index = table.Columns.Select(column => column.Name).ToList().IndexOf(name);
        return [.. table.Rows.Select(row => row[index].Text)];
    }
}
