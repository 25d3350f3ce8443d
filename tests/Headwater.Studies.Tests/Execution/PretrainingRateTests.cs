using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class PretrainingRateTests : IDisposable
{
    private static readonly string Yaml = TinyStudy.WithHeldOutText
        .Replace("warm-up: 10", "warm-up: 10\n  learning-rate: [0.0003, 0.02]\n  validation: { english: held-out }", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    private StudyFolder Output => new(_folder.Path("out"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RateOfEachMixture_KeepsTheTrialWithTheLowestLoss()
    {
        StudySpec spec = Spec(Yaml.Replace("learning-rate: [0.0003, 0.02]", "learning-rate: [0.0003, 0.02]\n  choose-rate: each", StringComparison.Ordinal));

        StudyResult result = StudyRunner.Run(spec, Output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join("; ", result.Failures.Select(failure => failure.Reason)));
        RunStore store = new(Output);
        Job[] kept = [.. result.Plan.Jobs.Where(job => job.Settings is PretrainingSettings { Trials: not null })];
        Assert.Equal(["de", "en+de"], kept.Select(job => job.Label));
        Assert.All(kept, job =>
        {
            PretrainingResult chosen = store.Result<PretrainingResult>(job.Id);
            RateTrial best = chosen.Trials.MinBy(trial => trial.ValidationLoss)!;
            Assert.Equal([0.0003, 0.02], chosen.Trials.Select(trial => trial.LearningRate));
            Assert.Equal((best.LearningRate, 0.02), (chosen.LearningRate, best.LearningRate));           // 14 steps at a tiny rate change next to nothing
            Assert.Equal(File.ReadAllBytes(Weights(best.Run)), File.ReadAllBytes(Weights(job.Id)));
        });
        Observation[] losses = [.. ObservationTable.Read(Output.ObservationsFile).Rows.Where(row => row.Metric == MetricNames.ValidationLoss && row.PretrainingTokens > 1500)];
        Assert.All(kept, job => Assert.Equal(
            store.Result<PretrainingResult>(job.Id).Trials.Min(trial => trial.ValidationLoss), losses.Single(row => row.Run == job.Id).Value, 1e-9));

        string Weights(string run) => Path.Combine(Output.Run(run).Checkpoint(2000), "model.safetensors");
    }

    [Fact]
    public void Plan_RateChosenOnce_TriesTheFirstMixtureAlone()
    {
        StudyPlan plan = StudyPlanner.Plan(Spec(Yaml));

        PretrainingSettings[] runs = [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>()];
        Assert.Equal(["de", "de", "de", "en+de"], runs.Select(run => run.Mixture));
        Job decided = plan.Jobs.Single(job => job.Settings is PretrainingSettings { Trials: not null });
        Assert.Equal(decided.Id, runs[^1].RateOf);
        Assert.Contains(decided.Id, plan.Jobs.Single(job => job.Settings is PretrainingSettings { RateOf: not null }).Needs);
        Assert.Equal(0, decided.Steps);                                             // its trials have trained all of it
        Assert.True(decided.Work.Evaluation > 0);
    }

    [Fact]
    public void Plan_LaterCount_ContinuesTheKeptTrialAlone()
    {
        StudySpec spec = Spec(Yaml);
        StudySpec continued = spec with { Pretraining = spec.Pretraining! with { Continued = spec.Pretraining.Continued.Add("de", [4000]) } };

        StudyPlan before = StudyPlanner.Plan(spec);
        StudyPlan after = StudyPlanner.Plan(continued);

        Assert.Empty(before.Jobs.Select(job => job.Id).Except(after.Jobs.Select(job => job.Id)));
        Job kept = after.Jobs.Single(job => job.Settings is PretrainingSettings { Trials: not null });
        Assert.Equal([1000L, 2000, 4000], ((PretrainingSettings)kept.Settings).Checkpoints);
        Assert.All(after.Jobs.Where(job => ((kept.Settings as PretrainingSettings)!.Trials!.Value).Contains(job.Id)), trial => Assert.Equal([1000L, 2000], ((PretrainingSettings)trial.Settings).Checkpoints));
        Assert.True(kept.Steps > 0);
    }

    [Fact]
    public void Read_TinyRate_IsAPreset()
    {
        Assert.Equal(0.0003, Spec(Yaml.Replace("[0.0003, 0.02]", "tiny-rate", StringComparison.Ordinal)).Pretraining!.LearningRate);
        Assert.Equal([0.0003, 0.02], Spec(Yaml.Replace("[0.0003, 0.02]", "[tiny-rate, 0.02]", StringComparison.Ordinal)).Pretraining!.LearningRates);
    }

    [Theory]
    [InlineData("learning-rate: [0.01, small]", "pretraining.learning-rate is \"small\"; expected")]
    [InlineData("learning-rate: 0.01\n  choose-rate: each", "pretraining.choose-rate chooses among rates, but pretraining.learning-rate has one.")]
    [InlineData("learning-rate: [0.01, 0.02]\n  choose-rate: often", "pretraining.choose-rate is \"often\"; expected once (on the first mixture, for all), each (every mixture for itself) or none (every rate is trained and reported).")]
    public void Read_RateWithAFault_SaysWhatIsExpected(string keys, string message) => Assert.Contains(
        message, Assert.Throws<StudySpecException>(() => Spec(Yaml.Replace("learning-rate: [0.0003, 0.02]", keys, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    private StudySpec Spec(string yaml) => TinyStudy.ReadWithHeldOutText(_folder, yaml);
}
