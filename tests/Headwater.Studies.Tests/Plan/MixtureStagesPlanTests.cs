using System.Text.Json;

namespace Headwater.Studies.Tests;

public sealed class MixtureStagesPlanTests
{
    private const string Plain = "de: { de: 1 }, ";

    [Fact]
    public void Plan_MixturesWithTheSameFirstStage_ShareOneTrunk()
    {
        StudyPlan plan = Plan(StagedStudy.Yaml);

        Job[] runs = Runs(plan);
        Assert.Equal(["trunk de", "a", "b"], runs.Select(run => run.Label));
        PretrainingSettings trunk = SettingsOf(runs[0]);
        Assert.Equal([6L * 136, 11 * 136], trunk.Checkpoints);
        Assert.Equal((11, 2 + 4, 2 + 4), (runs[0].Steps, runs[1].Steps, runs[2].Steps));
        Assert.Null(trunk.Stages);
        Assert.Equal(["de"], trunk.Corpora.Keys);
        Assert.All(runs[1..], run => Assert.Equal((runs[0].Id, true), (SettingsOf(run).Trunk, run.Needs.Contains(runs[0].Id))));
        Assert.All(plan.Cells, cell => Assert.Contains(cell.Pretraining, runs[1..].Select(run => run.Id)));
    }

    [Fact]
    public void Plan_OtherMixtureOrTokenCountAdded_KeepsTheIds()
    {
        string[] before = [.. Runs(Plan(StagedStudy.With("b: { stages: [{ until: 75%, de: 1 }, { en: 1 }] } }", "}"))).Select(run => run.Id)];

        string[] after = [.. Runs(Plan(StagedStudy.With("[1K, 2K]", "[1K, 2K, 4K]"))).Select(run => run.Id)];

        Assert.Equal(2, before.Length);
        Assert.Equal(before, after[..2]);
    }

    [Fact]
    public void Plan_OtherStages_HaveOtherRunsAndTheSameTrunk()
    {
        Job[] before = Runs(Plan(StagedStudy.Yaml)), after = Runs(Plan(StagedStudy.With("until: 75%, de: 1 }, { en: 0.5, de: 0.5 }", "until: 50%, de: 1 }, { en: 0.5, de: 0.5 }")));

        Assert.Equal(before[0].Id, after[0].Id);
        Assert.NotEqual(before[1].Id, after[1].Id);
        Assert.Equal(before[2].Id, after[2].Id);
        Assert.Equal([4L * 136, 6 * 136, 7 * 136, 11 * 136], SettingsOf(after[0]).Checkpoints);
    }

    [Fact]
    public void Plan_MixtureWithoutStagesOfTheSameRates_IsTheTrunk()
    {
        string alone = StagedStudy.With(StagedStudy.Mixtures, "mixtures: { de: { de: 1 } }");

        Job[] runs = Runs(Plan(StagedStudy.With("a: {", Plain + "a: {")));

        Assert.Equal(["de", "a", "b"], runs.Select(run => run.Label));
        Assert.Equal(Runs(Plan(alone))[0].Id, runs[0].Id);
        Assert.Equal([6L * 136, 1000, 11 * 136, 2000], SettingsOf(runs[0]).Checkpoints);
        Assert.Equal(15, runs[0].Steps);
        Assert.Equal(runs[0].Id, SettingsOf(runs[2]).Trunk);
    }

    [Fact]
    public void Identity_RunWithoutStages_DoesNotNameThem()
    {
        PretrainingSettings trunk = SettingsOf(Runs(Plan(StagedStudy.Yaml))[0]), staged = SettingsOf(Runs(Plan(StagedStudy.Yaml))[1]);

        Assert.DoesNotMatch("stages|trunk\"", JsonSerializer.Serialize<JobSettings>(trunk, StudyJson.Identity));
        Assert.Contains("\"stages\":[{\"until\":0.75,\"rates\":{\"de\":1}},{\"until\":1,", JsonSerializer.Serialize<JobSettings>(staged, StudyJson.Identity), StringComparison.Ordinal);
        Assert.Equal(Fingerprint.Of(staged), Fingerprint.Of(staged with { Trunk = "another" }));
    }

    [Fact]
    public void Plan_TrunkListedAfterItsMixture_ComesFirst()
    {
        Job[] runs = Runs(Plan(StagedStudy.With("{ en: 1 }] } }", "{ en: 1 }] }, de: { de: 1 } }")));

        Assert.Equal(["de", "a", "b"], runs.Select(run => run.Label));
    }

    // The run that decays has no undecayed checkpoints to branch from.
    [Fact]
    public void Plan_Decay_HasATrunkOfItsOwnThatEndsWhereItsBranchesBegin()
    {
        Job[] runs = Runs(Plan(StagedStudy.With("a: {", Plain + "a: {").Replace("warm-up: 10", "warm-up: 10\n  decay: 0.5", StringComparison.Ordinal)));

        Assert.Equal(["de", "trunk de", "a", "b"], runs.Select(run => run.Label));
        Assert.Null(SettingsOf(runs[1]).Decay);
        Assert.Equal([4L * 136, 7 * 136], SettingsOf(runs[1]).Checkpoints);        // the rate falls from half of the steps on, in the first stage
        Assert.Equal(4 + 8, runs[2].Steps);
    }

    [Fact]
    public void Plan_Cosine_SharesTheTrunkOfTheSameLength()
    {
        Job[] runs = Runs(Plan(StagedStudy.With("a: {", Plain + "a: {").Replace("warm-up: 10", "schedule: cosine", StringComparison.Ordinal)));

        Assert.Equal(["de", "a", "b"], runs.Select(run => run.Label));
        Assert.All(runs, run => Assert.Equal(15, SettingsOf(run).ScheduleSteps));
    }

    [Fact]
    public void Plan_RateChosenOnAMixtureWithoutStages_IsThatOfTrunkAndBranches()
    {
        Job[] runs = Runs(Plan(StagedStudy.With("{ en: 1 }] } }", "{ en: 1 }] }, de: { de: 1 } }").Replace("warm-up: 10", "learning-rate: [0.01, 0.02]", StringComparison.Ordinal)));

        Assert.Equal(["de at 0.01", "de at 0.02", "de", "trunk de", "a", "b"], runs.Select(run => run.Label));
        Assert.All(runs[3..], run => Assert.Equal((runs[2].Id, 0.0), (SettingsOf(run).RateOf, SettingsOf(run).LearningRate)));
        Assert.All(runs[3..], run => Assert.Contains(runs[2].Id, run.Needs));
    }

    [Fact]
    public void Plan_Seeds_HaveATrunkEach()
    {
        Job[] runs = Runs(Plan(StagedStudy.With("seed: 3", "seeds: { 3: all, 4: [b] }")));

        Assert.Equal(["trunk de", "a", "b", "trunk de seed 4", "b seed 4"], runs.Select(run => run.Label));
        Assert.Equal(runs[3].Id, SettingsOf(runs[4]).Trunk);
    }

    [Fact]
    public void Reasons_TrunkAndBranches_SayWhatTheyAreFor()
    {
        StudyPlan own = Plan(StagedStudy.Yaml), shared = Plan(StagedStudy.With("a: {", Plain + "a: {"));

        Assert.Equal(
            ["trains the first stage of a, b once, with 2 checkpoints to branch from, 816 to 1496 tokens", "gives 2 checkpoints of a, 1000 to 2000 tokens, each on a branch from trunk de at 75% of its tokens"],
            Runs(own)[..2].Select(new JobReasons(own).Of));
        Assert.Equal("gives 4 checkpoints of de from one trajectory, 816 to 2000 tokens; it is also the first stage of a, b", new JobReasons(shared).Of(Runs(shared)[0]));
        Assert.Equal("is read by the mixtures a, b", new JobReasons(own).Of(own.Jobs.First(job => job.Stage == Stage.Corpus)));
    }

    [Fact]
    public void Slice_MixtureInStages_TakesTheTrunkAsFarAsItGoes()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = Plan(StagedStudy.With("a: {", Plain + "a: {"));

        StudyPlan part = StudySlice.Of(plan, new StudyFolder(folder.Path("out")), ["a"]);

        Assert.Equal(["de", "a"], Runs(part).Select(run => run.Label));
        Assert.Equal([6L * 136, 1000, 11 * 136], SettingsOf(Runs(part)[0]).Checkpoints);
        Assert.Equal(11, Runs(part)[0].Steps);
    }

    [Fact]
    public void Grid_MixtureInStages_IsRefused()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = Plan(StagedStudy.Yaml);
        PlanEstimate estimate = PlanEstimate.Of(plan, new StudyFolder(folder.Path("out")), new EstimateOptions { Jobs = 1 });

        ArgumentException exception = Assert.Throws<ArgumentException>(() => AdaptiveGrid.Of(plan, estimate));

        Assert.StartsWith("--until decided prices each checkpoint by itself, and those of the mixture a, which has stages, share a trunk.\nhint: leave out --until, or make a study of the mixtures without stages.", exception.Message);
    }

    private static Job[] Runs(StudyPlan plan) => [.. plan.Jobs.Where(job => job.Stage == Stage.Pretraining)];

    private static PretrainingSettings SettingsOf(Job job) => (PretrainingSettings)job.Settings;

    private static StudyPlan Plan(string yaml)
    {
        using TemporaryFolder folder = new();
        return StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, yaml)));
    }
}
