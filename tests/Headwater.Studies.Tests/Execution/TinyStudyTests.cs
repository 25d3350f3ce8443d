using System.Diagnostics;
using Headwater.Laws;

namespace Headwater.Studies.Tests;

/// <summary>One unbroken run of the tiny study, and everything that must come out the same in other ways.</summary>
public sealed class TinyStudyTests(TinyStudyTests.Unbroken unbroken) : IClassFixture<TinyStudyTests.Unbroken>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_TinyStudy_FillsEveryCell()
    {
        ObservationTable table = ObservationTable.Read(unbroken.Folder.ObservationsFile);

        Assert.Equal(2 * (1 + 2 * 2) * 3, table.Rows.Length);       // sizes × (scratch + mixtures × checkpoints) × metrics
        Assert.All(table.Rows, row => Assert.True(row.StandardError is >= 0 && row.Items == 10));
        Assert.Equal(["de", "en+de", "scratch"], table.Rows.Select(row => row.PretrainingData).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_TinyStudy_ReadsEachMetricFromItsOwnCheckpoint()
    {
        RunStore store = new(unbroken.Folder);
        foreach (Job job in unbroken.Folder.ReadPlan().Jobs.Where(job => job.Stage == Stage.Finetuning))
        {
            FinetuningResult result = store.Result<FinetuningResult>(job.Id);
            MetricsLine[] validations = [.. MetricsLog.Read(store.Folder.Run(job.Id).MetricsFile).Where(line => line.ValidationLoss is not null)];

            Assert.Equal([2, 4, 6], validations.Select(line => line.Step));
            Assert.Equal(validations.MinBy(line => line.ValidationLoss)!.Step, result.Scores.Single(score => score.Metric == MetricNames.CrossEntropy).Step);
            foreach (string metric in new[] { MetricNames.Bleu, MetricNames.Chrf })
                Assert.Equal(validations.MaxBy(line => line.ValidationScores![metric])!.Step, result.Scores.Single(score => score.Metric == metric).Step);
            Assert.Equal((6, 6, false), (result.Course!.LastStep, result.Course.MostSteps, result.Course.StoppedEarly));
            Assert.All(result.Scores, score => Assert.Null(score.Converged));        // three validations cannot tell
            Assert.Equal(10, result.Outputs!.Outputs);
        }
    }

    [Fact]
    public void Run_TinyStudy_TellsTheStepOfEveryRow()
    {
        ObservationTable table = ObservationTable.Read(unbroken.Folder.ObservationsFile);

        Assert.All(table.Rows, row => Assert.True(row.FinetuningStep is 2 or 4 or 6));
        Assert.Contains("finetuning_step", File.ReadLines(unbroken.Folder.ObservationsFile).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TinyStudy_RecordsTheTokensThatWereSeen()
    {
        Observation row = ObservationTable.Read(unbroken.Folder.ObservationsFile).Rows.First(row => row.PretrainingData == "en+de");

        Assert.Equal(1088, row.PretrainingTokens);                  // 8 steps of 4 sequences of 34 raw tokens: the first step past 1000
        Assert.Equal(1088, row.UniqueTokens);
        Assert.Equal(0.5, row.Rates["en"]);
        Assert.True(row.Compute > 0 && row.Parameters > row.ParametersWithoutEmbeddings);
    }

    [Fact]
    public void Run_TinyStudy_HoldsNoPathHostOrTime()
    {
        string text = File.ReadAllText(unbroken.Folder.ObservationsFile);

        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(DateTime.UtcNow.Year + "-", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FinishedStudy_DoesNothingAgain()
    {
        List<StudyProgress> news = [];
        Dictionary<string, DateTime> before = Times(unbroken.Folder);

        StudyResult result = StudyRunner.Run(unbroken.Spec, unbroken.Folder, "cpu", new RunOptions { Jobs = 1 }, new Listener(news.Add), Token);

        Assert.True(result.Succeeded);
        Assert.Empty(news);
        Assert.Equal(before, Times(unbroken.Folder));
    }

    [Fact]
    public void Comparisons_TinyStudy_PairEveryMixtureWithScratchAndTheOthers()
    {
        StudySummary summary = StudySummary.Of(unbroken.Folder);

        Assert.Equal(2 * 3, summary.Comparisons.Length);            // sizes × {de–en+de, de–scratch, en+de–scratch}
        Assert.All(summary.Comparisons, row => Assert.Equal(row.FirstScore - row.SecondScore, row.Difference, 1e-9));
        Assert.Equal(7, File.ReadLines(unbroken.Folder.ComparisonsFile).Count());
    }

    [Fact]
    public void Summary_TinyStudy_HasCurvesAndTimes()
    {
        StudySummary summary = StudySummary.Of(unbroken.Folder);

        RunSummary pretraining = summary.Runs.First(run => run.Stage == Stage.Pretraining);
        Assert.Equal(JobState.Done, pretraining.State);
        Assert.Equal(15, pretraining.Curve.Count(line => line.Loss is not null));
        Assert.True(pretraining.Seconds > 0);
        Assert.InRange(pretraining.Curve[0].Loss!.Value, 4, 8);     // about ln 330 = 5.8 before anything is learnt
    }

    [Fact]
    public void Status_FinishedStudy_IsDone()
    {
        StudyStatus status = StudyStatus.Of(unbroken.Folder);

        Assert.All(status.Stages, stage => Assert.Equal(stage.Total, stage.Done));
        Assert.Equal([Stage.Tokenizer, Stage.Corpus, Stage.Pretraining, Stage.Rate, Stage.Finetuning], status.Stages.Select(stage => stage.Stage));
    }

    [Fact]
    public void Run_InProcessesOfTheirOwn_GivesTheSameBytes()
    {
        string yaml = TinyStudy.Yaml.Replace("[20, 40]", "20", StringComparison.Ordinal).Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal)
            .Replace("[1K, 2K]", "1K", StringComparison.Ordinal).Replace("de: { de: 1 }, ", "", StringComparison.Ordinal);
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder, yaml));

        StudyResult here = StudyRunner.Run(spec, new StudyFolder(folder.Path("here")), "cpu", new RunOptions { Jobs = 1 }, token: Token);
        StudyResult there = StudyRunner.Run(spec, new StudyFolder(folder.Path("there")), "cpu", new RunOptions { Jobs = 2, Command = [.. StudyProcess.Command] }, token: Token);

        Assert.True(there.Succeeded, string.Join("\n", there.Failures.Select(failure => failure.Reason)));
        Assert.True(File.Exists(there.Folder.Run(there.Plan.Jobs.First(job => job.Trains).Id).LogFile));
        Assert.Equal(File.ReadAllText(here.Folder.ObservationsFile), File.ReadAllText(there.Folder.ObservationsFile));
        Assert.Equal(File.ReadAllText(here.Folder.ComparisonsFile), File.ReadAllText(there.Folder.ComparisonsFile));
    }

    [Fact]
    public void Run_KilledAgainAndAgain_GivesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder);
        StudyFolder output = new(folder.Path("out"));
        (string Moment, Func<bool> Reached)[] kills =
        [
            ("tokenising", () => Directory.Exists(Path.Combine(output.Root, "tokenizers"))),
            ("pretraining", () => Lines(output, "pretrain-") >= 5),
            ("pretraining the second mixture", () => Lines(output, "pretrain-") >= 15 + 9),
            ("between runs", () => Done(output, "finetune-") >= 1),
            ("finetuning", () => Done(output, "finetune-") >= 3 && Lines(output, "finetune-") >= 3 * 9 + 4),
        ];

        foreach ((string moment, Func<bool> reached) in kills)
            StudyProcess.KillWhen(file, output.Root, moment, reached);
        using Process last = StudyProcess.Start(file, output.Root);
        last.WaitForExit();

        Assert.Equal(0, last.ExitCode);
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(output.ObservationsFile));
    }

    [Fact]
    public void Run_CancelledInPretraining_GoesOnWhereItStopped()
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder));
        StudyFolder output = new(folder.Path("out"));
        using CancellationTokenSource stop = new();
        Listener stopper = new(news =>
        {
            if (news is { Job.Stage: Stage.Pretraining, Progress.Step: >= 10 })
                stop.Cancel();
        });

        StudyResult stopped = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, stopper, stop.Token);
        string[] states = Directory.GetDirectories(output.Root, "resume", SearchOption.AllDirectories);
        List<StudyProgress> news = [];
        StudyResult finished = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, new Listener(news.Add), Token);

        Assert.True(stopped.Cancelled);
        Assert.True(finished.Succeeded);
        Assert.Equal(11, news.First(item => item.Progress is not null).Progress!.Step);
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(output.ObservationsFile));
        Assert.DoesNotContain(states, Directory.Exists);
    }

    [Fact]
    public void Run_AnotherTokenCountAdded_GoesOnFromTheLastCheckpoint()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("[1K, 2K]", "[1K]", StringComparison.Ordinal));
        StudyFolder output = new(folder.Path("out"));
        StudyRunner.Run(StudyReader.Read(file), output, "cpu", new RunOptions { Jobs = 1 }, token: Token);
        List<StudyProgress> news = [];

        StudyResult extended = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(folder)), output, "cpu", new RunOptions { Jobs = 1 }, new Listener(news.Add), Token);

        Assert.True(extended.Succeeded);
        Assert.Equal(9, news.First(item => item is { Job.Stage: Stage.Pretraining, Progress: not null }).Progress!.Step);
        Assert.Equal(2 + 2 * 2, news.Count(item => item.State == JobState.Done));       // trajectories, and the new checkpoint's finetunings
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(output.ObservationsFile));
    }

    private static int Lines(StudyFolder folder, string prefix) => Runs(folder, prefix).Select(run => Path.Combine(run, "metrics.jsonl")).Where(File.Exists)
        .Sum(path => MetricsLog.Read(path).Length);

    private static int Done(StudyFolder folder, string prefix) => Runs(folder, prefix).Count(run => File.Exists(Path.Combine(run, "DONE")));

    private static string[] Runs(StudyFolder folder, string prefix)
    {
        string runs = Path.Combine(folder.Root, "runs");
        return Directory.Exists(runs) ? Directory.GetDirectories(runs, prefix + "*") : [];
    }

    private static Dictionary<string, DateTime> Times(StudyFolder folder) =>
        Directory.EnumerateFiles(Path.Combine(folder.Root, "runs"), "*", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);

    public sealed class Unbroken : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Unbroken()
        {
            Spec = StudyReader.Read(TinyStudy.Write(_folder));
            Folder = new StudyFolder(_folder.Path("out"));
            StudyResult result = StudyRunner.Run(Spec, Folder, "cpu", new RunOptions { Jobs = 1 });
            Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => $"{failure.Job.Id}: {failure.Reason}")));
        }

        public StudySpec Spec { get; }

        public StudyFolder Folder { get; }

        public void Dispose() => _folder.Dispose();
    }

    internal sealed class Listener(Action<StudyProgress> hear) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => hear(value);
    }
}
