namespace Headwater.Studies.Tests;

public sealed class AdaptiveStudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SubPlan_SmallCheckpoints_KeepsIdsAndShortensTheTrajectory()
    {
        StudyPlan plan = Plan();
        StudyCell cell = plan.Cells.First(cell => cell is { Mixture: "de", Tokens: 1000, Examples: 40 });

        StudyPlan part = SubPlan.Of(plan, [cell]);

        Assert.All(part.Jobs, job => Assert.NotNull(plan.Find(job.Id)));
        Job pretraining = Assert.Single(part.Jobs, job => job.Stage == Stage.Pretraining);
        Assert.Equal([1000L], ((PretrainingSettings)pretraining.Settings).Checkpoints);
        Assert.Equal(pretraining.Id, Fingerprint.Id("pretrain", "de", pretraining.Settings));
        Assert.Equal(8, pretraining.Steps);
        Assert.Contains(part.Cells, trial => trial.Examples == 20);           // the trial of the rate fills a cell too
    }

    // A budget for the opening alone: two of three checkpoints of both mixtures, at the largest size.
    [Fact]
    public void Run_TinyStudy_WritesWhatItSparedAndGoesOnFromThere()
    {
        StudyFolder output = new(_folder.Path("out"));
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, Yaml));
        AdaptiveOptions options = AdaptiveStudy.OptionsOf(spec) with { Opening = 2, Threshold = 0.999999, MostSeconds = 20, Resamples = 100 };
        RunOptions run = new() { Jobs = 1 };

        AdaptiveResult first = AdaptiveStudy.Run(spec, output, "cpu", run, options, token: TestContext.Current.CancellationToken);
        AdaptiveResult again = AdaptiveStudy.Run(spec, output, "cpu", run, options, token: TestContext.Current.CancellationToken);

        Assert.True(first.Result.Succeeded);
        Assert.NotNull(first.Last.End);
        Assert.Equal(first.Steps.Select(step => step.Reason), again.Steps.Select(step => step.Reason));
        Assert.Contains(first.Skipped, job => job.Reason == "the decision uses only the largest finetuning size");
        Assert.InRange(AdaptiveResult.Saved(first.Flops, first.FullFlops), 0.05, 0.95);
        Assert.True(File.Exists(output.AdaptiveFile));
        Assert.Equal(spec.Pretraining!.Mixtures.Length + 1, File.ReadLines(output.ObservationsFile).Skip(1).Select(row => row.Split(',')[1]).Distinct().Count());
    }

    [Fact]
    public void Run_AfterAnAdaptiveRun_GivesTheBytesOfTheWholeStudy()
    {
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, Yaml));
        StudyFolder whole = new(_folder.Path("whole"));
        StudyFolder output = new(_folder.Path("out"));
        StudyRunner.Run(spec, whole, "cpu", new RunOptions { Jobs = 1 }, progress: null, TestContext.Current.CancellationToken);
        AdaptiveStudy.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, AdaptiveStudy.OptionsOf(spec) with { Opening = 1, Resamples = 100, MostSeconds = 2 }, token: TestContext.Current.CancellationToken);

        StudyResult rest = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, progress: null, TestContext.Current.CancellationToken);

        Assert.True(rest.Succeeded);
        Assert.Equal(File.ReadAllText(whole.ObservationsFile), File.ReadAllText(output.ObservationsFile));
    }

    [Fact]
    public void Grid_OfAStudyWithoutRivals_IsRefused()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("{ de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "{ de: { de: 1 } }", StringComparison.Ordinal))));

        ArgumentException exception = Assert.Throws<ArgumentException>(() => AdaptiveGrid.Of(plan, PlanEstimate.Of(plan, new StudyFolder(_folder.Path("out")), new EstimateOptions { Jobs = 1 })));

        Assert.Equal("--until decided needs at least two mixtures to compare; the study has fewer under pretraining.mixtures.\nhint: add a mixture, or leave out --until. (Parameter 'plan')", exception.Message);
    }

    private const string Rates = "learning-rate: [0.001, 0.01]";

    private static string Yaml => TinyStudy.Yaml.Replace(Rates, "learning-rate: 0.01", StringComparison.Ordinal).Replace("[1K, 2K]", "[0.5K, 1K, 2K]", StringComparison.Ordinal);

    private StudyPlan Plan() => StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));
}
