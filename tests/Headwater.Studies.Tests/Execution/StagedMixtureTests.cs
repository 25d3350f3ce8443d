using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>Studies whose mixtures change at a share of the tokens, from the file to the observations.</summary>
public sealed class StagedMixtureTests(StagedMixtureTests.Unbroken unbroken) : IClassFixture<StagedMixtureTests.Unbroken>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_TwoMixtures_TrainTheirFirstStageOnce()
    {
        StudyFolder output = unbroken.Folder;

        Assert.Equal(Enumerable.Range(1, 11).Select(step => (long)step), MetricsLog.Read(RunOf(output, "trunk de").MetricsFile).Select(line => line.Step));
        foreach (RunFolder run in (RunFolder[])[RunOf(output, "a"), RunOf(output, "b")])
        {
            Assert.Equal([7, 8], MetricsLog.Read(run.BranchMetricsFile(1000)).Select(line => line.Step));
            Assert.Equal([12, 13, 14, 15], MetricsLog.Read(run.BranchMetricsFile(2000)).Select(line => line.Step));
            Assert.False(File.Exists(run.MetricsFile) || Directory.Exists(run.TrunkFolder));
        }

        Assert.NotEqual(Weights(RunOf(output, "a").Checkpoint(2000)), Weights(RunOf(output, "b").Checkpoint(2000)));
    }

    [Theory]
    [InlineData("a", 1000)]
    [InlineData("a", 2000)]
    [InlineData("b", 2000)]
    public void Run_Branch_EndsAsIfTrainedInOneGo(string mixture, long tokens) =>
        Assert.Equal(InOneGo(unbroken.Folder, mixture, tokens), Weights(RunOf(unbroken.Folder, mixture).Checkpoint(tokens)));

    [Fact]
    public void Run_BranchesWithDecayAndWholeDocuments_EndAsIfTrainedInOneGo()
    {
        StudyFolder output = Run("decay", StagedStudy.With("warm-up: 10", "schedule: constant\n  decay: 0.4\n  dropout: 0.1\n  interleave: document"));

        Assert.Equal(InOneGo(output, "a", 2000), Weights(RunOf(output, "a").Checkpoint(2000)));
        Assert.Equal(9, MetricsLog.Read(RunOf(output, "trunk de").MetricsFile)[^1].Step);        // the rate falls before the mixture changes
        double[] rates = [.. MetricsLog.Read(RunOf(output, "a").BranchMetricsFile(2000)).Select(line => Math.Round(line.LearningRate!.Value / 0.02, 6))];
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.Equal((1, 6), (rates[0], rates.Length));
    }

    [Fact]
    public void Run_MixtureWithoutStages_IsTheTrunkAndKeepsItsBytes()
    {
        StudyFolder alone = Run("alone", StagedStudy.With(StagedStudy.Mixtures, "mixtures: { de: { de: 1 } }"));

        StudyFolder shared = Run("shared", StagedStudy.With("a: {", "de: { de: 1 }, a: {"));

        Assert.Equal(15, MetricsLog.Read(RunOf(shared, "de").MetricsFile).Length);
        Assert.Equal(Weights(RunOf(alone, "de").Checkpoint(2000)), Weights(RunOf(shared, "de").Checkpoint(2000)));
        Assert.Equal(Weights(RunOf(unbroken.Folder, "b").Checkpoint(2000)), Weights(RunOf(shared, "b").Checkpoint(2000)));
    }

    [Fact]
    public void Run_StagesAddedToAFinishedStudy_GoOnFromItsCheckpoints()
    {
        StudyFolder output = Run("grown", StagedStudy.With("a: {", "de: { de: 1 }, a: {").Replace(", b: { stages: [{ until: 75%, de: 1 }, { en: 1 }] }", "", StringComparison.Ordinal));
        string[] before = [.. File.ReadLines(output.ObservationsFile)];

        Run("grown", StagedStudy.With("a: {", "de: { de: 1 }, a: {").Replace("[1K, 2K]", "[1K, 2K, 3K]", StringComparison.Ordinal));

        Assert.Equal(Weights(RunOf(unbroken.Folder, "b").Checkpoint(2000)), Weights(RunOf(output, "b").Checkpoint(2000)));
        Assert.Empty(before.Except(File.ReadLines(output.ObservationsFile)));
        Assert.Equal(InOneGo(output, "a", 3000), Weights(RunOf(output, "a").Checkpoint(3000)));
    }

    [Fact]
    public void Run_Mixtures_TellWhatTheyHaveRead()
    {
        ObservationTable table = ObservationTable.Read(unbroken.Folder.ObservationsFile);

        Observation row = table.Rows.First(row => row.PretrainingData == "a" && row.PretrainingTokens == 2040);
        Assert.Equal((0.125, 0.875), (row.Rates["en"], row.Rates["de"]));
        PretrainingCheckpoint checkpoint = new RunStore(unbroken.Folder).Result<PretrainingResult>(JobOf(unbroken.Folder, "a").Id).Checkpoints[^1];
        Assert.Equal([(11 * 136) + (2 * 136), 2L * 136], checkpoint.CorpusTokens.Values);
        Assert.Equal(2040, checkpoint.UniqueTokens);
        Assert.Equal(2 * 2 * 3, table.Rows.Length);
    }

    [Fact]
    public void Run_KilledAgainAndAgain_GivesTheSameBytes()
    {
        string file = TinyStudy.Write(_folder, StagedStudy.Yaml);
        StudyFolder output = new(_folder.Path("killed"));
        (string Moment, Func<bool> Reached)[] kills =
        [
            ("training the trunk", () => Lines(output, "trunk de", run => run.MetricsFile) >= 7),
            ("training the first branch", () => Lines(output, "a", run => run.BranchMetricsFile(1000)) >= 1),
            ("training the second branch", () => Lines(output, "a", run => run.BranchMetricsFile(2000)) >= 2),
            ("training the other mixture", () => Lines(output, "b", run => run.BranchMetricsFile(2000)) >= 3),
        ];

        foreach ((string moment, Func<bool> reached) in kills)
            StudyProcess.KillWhen(file, output.Root, moment, reached);
        StudyResult last = StudyRunner.Run(StudyReader.Read(file), output, "cpu", new RunOptions { Jobs = 1 }, token: Token);

        Assert.True(last.Succeeded);
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(output.ObservationsFile));
        Assert.Equal(Weights(RunOf(unbroken.Folder, "b").Checkpoint(2000)), Weights(RunOf(output, "b").Checkpoint(2000)));
        Assert.Empty(Directory.GetDirectories(output.Root, "resume*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_TwoAtATime_GivesTheSameBytes()
    {
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.Yaml));

        StudyResult result = StudyRunner.Run(spec, new StudyFolder(_folder.Path("two")), "cpu", new RunOptions { Jobs = 2, Command = [.. StudyProcess.Command] }, token: Token);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(result.Folder.ObservationsFile));
    }

    [Fact]
    public void Run_TrunkDeleted_IsTrainedAgainForWhatIsMissing()
    {
        StudyFolder output = Run("lost", StagedStudy.Yaml);
        Directory.Delete(RunOf(output, "trunk de").CheckpointsFolder, recursive: true);
        List<string> notices = [];

        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.Yaml));
        StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1, Notice = notices.Add }, token: Token);
        Assert.Empty(notices);
        Directory.Delete(RunOf(output, "b").Root, recursive: true);
        StudyResult again = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1, Notice = notices.Add }, token: Token);

        Assert.True(again.Succeeded);
        Assert.Contains(notices, notice => notice.EndsWith("will produce it again.", StringComparison.Ordinal));
        Assert.Equal(Weights(RunOf(unbroken.Folder, "b").Checkpoint(2000)), Weights(RunOf(output, "b").Checkpoint(2000)));
    }

    [Fact]
    public void Run_MoreThanACorpusHasInAllStages_IsRefusedBeforeTraining()
    {
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.With("[1K, 2K]", "[1K, 30K]")));
        StudyFolder output = new(_folder.Path("short"));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: Token));

        Assert.Contains(exception.Faults, fault => fault.Message.StartsWith("pretraining.tokens asks for 30K tokens of the mixture a (30056 in whole steps), but its corpora have only ", StringComparison.Ordinal));
        Assert.DoesNotContain(exception.Faults, fault => fault.Message.Contains("trunk", StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-*"));
    }

    [Fact]
    public void Run_ForgettingWithoutAText_IsMeasuredOnWhatTheStagesLeft()
    {
        StudyFolder output = Run("forgetting", StagedStudy.Yaml + "metrics: [cross-entropy, forgetting]\n");

        Assert.Equal(4, ObservationTable.Read(output.ObservationsFile).Rows.Count(row => row.Metric == MetricNames.Forgetting && double.IsFinite(row.Value)));
        HeldOutSettings heldOut = output.ReadPlan().Jobs.Select(job => job.Settings).OfType<MeasuresSettings>().First().HeldOut!;
        Assert.Equal((15, 2), (heldOut.FirstStep, heldOut.Stages!.Value.Length));
    }

    [Fact]
    public void Status_StoppedInTheSecondBranch_CountsItsOwnSteps()
    {
        StudyFolder output = new(_folder.Path("stopped"));
        using CancellationTokenSource stop = new();
        List<long> steps = [];
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.Yaml));
        TinyStudyTests.Listener stopper = new(news =>
        {
            if (news is not { Job.Label: "a", Job.Stage: Stage.Pretraining, Progress: { } progress })
                return;
            steps.Add(progress.Step);
            if (progress.Step == 4)
                stop.Cancel();
        });

        StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1, LogEvery = 1 }, stopper, stop.Token);

        Assert.Equal([1, 2, 3, 4], steps);                                              // two of the first branch, two of the second
        JobStatus status = StudyStatus.Of(output).Jobs.Single(job => job.Job.Label == "a" && job.Job.Stage == Stage.Pretraining);
        Assert.Equal((JobState.ToDo, 4L, 6L, 13L * 136), (status.State, status.Progress!.Step, status.Progress.Steps, status.Progress.Tokens));
    }

    [Fact]
    public void Summary_MixtureInStages_HasTheCurveOfTheWholeRun()
    {
        RunSummary run = StudySummary.Of(unbroken.Folder).Runs.Single(run => run.Label == "a");

        Assert.Equal(Enumerable.Range(1, 15).Select(step => (long)step), run.Curve.Select(line => line.Step));
        Assert.All(StudyStatus.Of(unbroken.Folder).Stages, stage => Assert.Equal(stage.Total, stage.Done));
    }

    // The same steps with one trainer and no checkpoint on the way.
    private byte[] InOneGo(StudyFolder output, string mixture, long tokens)
    {
        PretrainingSettings settings = (PretrainingSettings)JobOf(output, mixture).Settings;
        using PretrainingText text = new(new RunStore(output), settings);
        long steps = settings.StepOf(tokens);
        LearningRateSchedule schedule = settings.Optimization.Schedule(ScheduleNames.InverseSquareRoot, settings.LearningRate, settings.WarmUp, steps);
        if (settings.Decay is not null)
            schedule = schedule.WithDecay(settings.DecayStart(tokens), steps);
        using LanguageModel model = ModelConfig.Of(settings.Model, text.Tokenizer.VocabularySize).Create(Seeds.Of(settings.Seed, Seeds.Initialisation), ComputeDevice.Cpu, Precision.Float32);
        using Trainer trainer = new(model, settings.Training(schedule, steps, Seeds.Of(settings.Seed, Seeds.PretrainingDropout)));
        trainer.Run(text.StreamOf(tokens).Batch, Token);
        string folder = _folder.Path($"one-go-{mixture}-{tokens}");
        trainer.Save(folder);
        return Weights(folder);
    }

    private StudyFolder Run(string name, string yaml)
    {
        StudyFolder output = new(_folder.Path(name));
        StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder, yaml)), output, "cpu", new RunOptions { Jobs = 1, LogEvery = 1 }, token: Token);
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        return output;
    }

    private static int Lines(StudyFolder output, string label, Func<RunFolder, string> file) =>
        File.Exists(output.PlanFile) && MetricsLog.Read(file(RunOf(output, label))) is { Length: var lines } ? lines : 0;

    private static Job JobOf(StudyFolder output, string label) => output.ReadPlan().Jobs.Single(job => job.Stage == Stage.Pretraining && job.Label == label);

    private static RunFolder RunOf(StudyFolder output, string label) => output.Run(JobOf(output, label).Id);

    private static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "model.safetensors"));

    public sealed class Unbroken : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Unbroken()
        {
            Folder = new StudyFolder(_folder.Path("out"));
            StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.Yaml)), Folder, "cpu", new RunOptions { Jobs = 1, LogEvery = 1 });
            Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => $"{failure.Job.Id}: {failure.Reason}")));
        }

        public StudyFolder Folder { get; }

        public void Dispose() => _folder.Dispose();
    }
}
