using Headwater.Laws;

namespace Headwater.Studies.Tests.Swarm;

public sealed class SwarmTests
{
    private const string Mixtures = "mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }";

    [Fact]
    public void Plan_Swarm_DrawsMixturesWithinTheCapsAndTheCentre()
    {
        using TemporaryFolder folder = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, Study("swarm: { runs: 12, around: natural, concentration: [2, 20], caps: { de: 0.6 } }"))));

        MixtureSpec[] mixtures = [.. plan.Spec.Pretraining!.Mixtures];
        Assert.Equal("natural", mixtures[0].Name);
        Assert.Equal(["swarm-01", "swarm-12"], [mixtures[1].Name, mixtures[12].Name]);
        Assert.All(mixtures.Skip(1), mixture => Assert.True(mixture.Rates.GetValueOrDefault("de") <= 0.6 + 1e-9 && Math.Abs(mixture.Rates.Values.Sum() - 1) < 1e-9));
        double english = new FileInfo(folder.Path("en.txt")).Length;
        double german = new FileInfo(folder.Path("de.txt")).Length;
        Assert.Equal(english / (english + german), mixtures[0].Rates["en"], 0.02);
        Assert.True(mixtures.Skip(1).Select(mixture => mixture.Rates.GetValueOrDefault("en")).Distinct().Count() > 8);
    }

    [Fact]
    public void Plan_LargerSwarm_KeepsTheRunsOfTheSmallerOne()
    {
        using TemporaryFolder folder = new();
        StudyPlan small = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, Study("swarm: { runs: 10, around: { en: 0.5, de: 0.5 } }"))));
        StudyPlan large = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, Study("swarm: { runs: 14, around: { en: 0.5, de: 0.5 } }"))));

        string[] later = [.. large.Jobs.Select(job => job.Id)];
        Assert.All(small.Jobs.Where(job => job.Stage == Stage.Pretraining), job => Assert.Contains(job.Id, later));
    }

    [Theory]
    [InlineData("swarm: { runs: 4, caps: { de: 0.2, en: 0.5 } }", "leave room for 0.7 of the tokens")]
    [InlineData("swarm: { runs: 4, around: { de: 0.2, en: 0.5 } }", "its rates sum to 0.7; mixing rates must sum to 1")]
    [InlineData("swarm: { runs: 4, around: equal }", "around is \"equal\"; expected natural")]
    [InlineData("swarm: { runs: 4, caps: { fr: 0.2 } }", "names the corpus \"fr\", which the swarm does not mix. It mixes en, de")]
    public void Read_SwarmWithAFault_SaysWhatIsExpected(string swarm, string expected)
    {
        using TemporaryFolder folder = new();

        StudySpecException refused = Assert.Throws<StudySpecException>(() => StudyReader.Read(TinyStudy.Write(folder, Study(swarm))));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ValidationMap_NamesUnknownCorpora()
    {
        using TemporaryFolder folder = new();

        StudySpecException refused = Assert.Throws<StudySpecException>(() => StudyReader.Read(TinyStudy.Write(folder, Study(Mixtures + "\n  validation: { help: nowhere }"))));

        Assert.Contains("pretraining.validation.help is \"nowhere\"; corpora has no such entry", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ValidationMap_HasARowForEachTextOfEveryPretrainedModel()
    {
        using TemporaryFolder folder = new();
        string yaml = Study(Mixtures + "\n  validation: { english: held-out }")
            .Replace("  de: { path: de.txt, language: de }", "  de: { path: de.txt, language: de }\n  held-out: { path: held-out.txt, language: en }", StringComparison.Ordinal);
        string file = TinyStudy.Write(folder, yaml);
        File.Copy(folder.Path("en.txt"), folder.Path("held-out.txt"));
        StudySpec spec = StudyReader.Read(file);
        StudyFolder results = new(folder.Path("results"));

        Assert.True(StudyRunner.Run(spec, results, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken).Succeeded);

        Observation[] rows = [.. ObservationTable.Read(results.ObservationsFile).Rows.Where(row => row.Metric == MetricNames.ValidationLoss)];
        Assert.Equal(2 * 2, rows.Length);                           // mixtures × checkpoints
        Assert.All(rows, row => Assert.True(row.Task == "english" && row.FinetuningExamples is null && row.HigherIsBetter is false && row.Value > 1 && row.StandardError > 0 && row.Rates.Count > 0));
        double largest = rows.Max(row => row.PretrainingTokens)!.Value;
        Assert.True(rows.Single(row => row.PretrainingTokens == largest && row.PretrainingData == "en+de").Value < rows.Single(row => row.PretrainingTokens == largest && row.PretrainingData == "de").Value);
    }

    private static string Study(string mixtures) => TinyStudy.Yaml.Replace(Mixtures, mixtures, StringComparison.Ordinal);
}
