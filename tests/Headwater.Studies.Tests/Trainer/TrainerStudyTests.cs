using Headwater.Laws;

namespace Headwater.Studies.Tests;

/// <summary>Studies whose trainer is a command of its own.</summary>
public sealed class TrainerStudyTests : IDisposable
{
    private const int Moments = 10;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ShellTrainer_GivesTheRowsOfOurOwnTrainer()
    {
        StudyResult result = ShellStudy.Run(_folder);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
        ObservationTable table = ObservationTable.Read(result.Folder.ObservationsFile);
        Assert.Equal(10, table.Rows.Length);                // two mixtures at two token counts, and scratch, with two metrics each
        Observation row = table.Rows.First(row => row.PretrainingData == "en+de" && row.PretrainingTokens == 2000 && row.Metric == "cross-entropy");
        Assert.Equal((false, 0.1, 10, 20), (row.HigherIsBetter, row.StandardError!.Value, row.Items!.Value, row.FinetuningExamples!.Value));
        Assert.Equal(["de", "en"], row.Rates.Keys);
        Assert.True(row.FinetuningTokens > 0 && row.Compute > 0 && row.UniqueTokens == 2000);
        Assert.True(table.Rows.First(other => other.Metric == "accuracy").HigherIsBetter);
    }

    [Fact]
    public void Run_TrainerThatContinues_GetsTheCheckpointBefore()
    {
        StudyResult result = ShellStudy.Run(_folder);

        Job[] pretrainings = [.. result.Plan.Jobs.Where(job => job.Stage == Stage.Pretraining)];
        Assert.Equal(2, pretrainings.Length);               // one trajectory for each mixture
        string weights = File.ReadAllText(Path.Combine(result.Folder.Run(pretrainings[0].Id).Checkpoint(2000), "weights"));
        Assert.EndsWith(" 7\n", File.ReadAllText(Path.Combine(result.Folder.Run(pretrainings[0].Id).Checkpoint(1000), "weights")), StringComparison.Ordinal);
        Assert.DoesNotMatch(" 7\n$", weights);
        Assert.Equal([125L, 250, 375], MetricsLog.Read(result.Folder.Run(pretrainings[0].Id).MetricsFile).Take(3).Select(line => line.Tokens));
    }

    [Fact]
    public void Run_TrainerWithAScheduleOfItsOwn_RunsOnceForEachTokenCount()
    {
        StudyResult result = ShellStudy.Run(_folder, ShellStudy.Yaml.Replace("{tokens} {out} {layers} --from={checkpoint}", "{tokens} {out} {layers} --from=", StringComparison.Ordinal));

        Assert.True(result.Succeeded);
        Assert.Equal(4, result.Plan.Jobs.Count(job => job.Stage == Stage.Pretraining));
    }

    [Fact]
    public void Run_KilledAtTenMoments_EndsWithTheBytesOfAnUnbrokenRun()
    {
        string yaml = ShellStudy.Yaml.Replace("examples: [20]", "examples: [20, 40]", StringComparison.Ordinal);
        StudyResult unbroken = ShellStudy.Run(_folder, yaml, name: "unbroken");
        string folder = _folder.Path("killed");

        for (int moment = 1; moment <= Moments; moment++)
        {
            int reached = Lines(folder) + 2;                // the trainer of the killed command goes on: the next one ends it
            StudyProcess.KillWhen(ShellStudy.Write(_folder, yaml), folder, $"line {reached}", () => Lines(folder) >= reached);
        }

        StudyResult resumed = ShellStudy.Run(_folder, yaml, name: "killed");
        Assert.True(resumed.Succeeded);
        Assert.Equal(File.ReadAllText(unbroken.Folder.ObservationsFile), File.ReadAllText(resumed.Folder.ObservationsFile));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder, "*.tmp*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder, "runs"), "resume*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_EndsWithTheCodeForSaved_IsStartedAgainAndNotCountedAsAFailure()
    {
        string script = ShellStudy.Script.Replace("[ \"$stopping\" = 0 ] || exit 75", "[ \"$step\" != 5 ] || exit 75", StringComparison.Ordinal);

        StudyResult result = ShellStudy.Run(_folder, ShellStudy.Yaml.Replace("retries: { times: 2, wait: 0 }", "retries: 0", StringComparison.Ordinal), script);

        Assert.True(result.Succeeded);
    }

    [Fact]
    public void Run_SavedWithoutAnythingNew_FailsInsteadOfRunningForEver()
    {
        StudyResult result = ShellStudy.Run(_folder, script: "exit 75\n");

        Assert.Contains(result.Failures, failure => failure.Reason.Contains("exit code 75, which says that its state is saved, but nothing in", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_CodeToTryAgain_IsTriedAsRetriesSays()
    {
        string script = ShellStudy.Script.Replace("step=0\n", "[ -f \"$out/once\" ] || { touch \"$out/once\"; exit 9; }\nstep=0\n", StringComparison.Ordinal);
        string yaml = ShellStudy.Yaml.Replace("trainer:\n", "trainer:\n  exit-codes: { again: 9 }\n", StringComparison.Ordinal);

        Assert.True(ShellStudy.Run(_folder, yaml, script).Succeeded);
        Assert.Contains(ShellStudy.Run(_folder, ShellStudy.Yaml, script, "other").Failures, failure => failure.Reason.Contains("ended with exit code 9; the log is ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mkdir -p", "true", "left no checkpoint: nothing in ")]
    [InlineData("\\\"hidden_size\\\": 16", "\\\"hidden_size\\\": 24", "left a checkpoint of another shape")]
    [InlineData("cross-entropy,%s.%s,0.1", "cross-entropy,nan%.0s%.0s,0.1", "the score cross-entropy is \"nan\"; expected a finite number")]
    [InlineData("accuracy,0.%s", "acuracy,0.%s", "has no score \"accuracy\" for the task en-de; it has cross-entropy, acuracy")]
    public void Run_TrainerThatBreaksTheContract_SaysWhatAndKeepsNothing(string text, string broken, string expected)
    {
        string script = ShellStudy.Script.Replace(text, broken, StringComparison.Ordinal);
        if (broken == "true")
            script = script.Replace("echo \"$text $count $before\" >\"$out/model-$count/weights\"", "exit 0", StringComparison.Ordinal);

        StudyResult result = ShellStudy.Run(_folder, script: script);

        JobFailure failure = Assert.Single(result.Failures.Where(failure => failure.Reason.Contains(expected, StringComparison.Ordinal)).Take(1));
        Assert.Contains("hint:", failure.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(result.Folder.Run(failure.Job.Id).DoneFile));
        Assert.False(failure.Job.Stage == Stage.Pretraining && Directory.Exists(result.Folder.Run(failure.Job.Id).Checkpoint(1000)));
    }

    [Fact]
    public void Run_Stopped_LetsTheTrainerSaveAndContinuesThere()
    {
        using CancellationTokenSource stop = new();
        string folder = _folder.Path("out");
        Thread waiting = new(() =>
        {
            Patience.Until(() => Lines(folder) >= 3, () => [Environment.ProcessId]);
            stop.Cancel();
        });
        waiting.Start();

        StudyResult stopped = ShellStudy.RunUntil(ShellStudy.Write(_folder), folder, stop.Token);
        waiting.Join();
        int lines = Lines(folder);
        StudyResult resumed = ShellStudy.Run(_folder);

        Assert.True(stopped.Cancelled && resumed.Succeeded);
        Assert.True(lines is >= 3 and < 16, $"the trainer printed {lines} lines before it stopped");
        Assert.Equal(9 * 8, Lines(folder));                 // no step was done twice
    }

    [Fact]
    public void Plan_TrainerChangesItsProgram_GivesOtherIdsAndOnlyThen()
    {
        string[] before = Ids(ShellStudy.Script);

        Assert.Equal(before, Ids(ShellStudy.Script));
        Assert.Empty(before.Intersect(Ids(ShellStudy.Script + "# another program\n")));

        string[] Ids(string script) => [.. StudyPlanner.Plan(StudyReader.Read(ShellStudy.Write(_folder, script: script))).Jobs.Where(job => job.IsOfTrainer).Select(job => job.Id)];
    }

    [Fact]
    public void Plan_MoreTokens_KeepTheTrajectory()
    {
        string[] before = [.. Pretrainings("[1K, 2K]")];

        Assert.Equal(before, Pretrainings("[1K, 2K, 4K]"));

        IEnumerable<string> Pretrainings(string tokens) => StudyPlanner.Plan(StudyReader.Read(ShellStudy.Write(_folder, ShellStudy.Yaml.Replace("[1K, 2K]", tokens, StringComparison.Ordinal))))
            .Jobs.Where(job => job.Stage == Stage.Pretraining).Select(job => job.Id).ToArray();
    }

    private static int Lines(string folder)
    {
        string runs = Path.Combine(folder, "runs");
        return !Directory.Exists(runs) ? 0 : Directory.GetDirectories(runs).SelectMany(run => new[] { "pretrain.log", "finetune.log" }.Select(name => Path.Combine(run, name))).Where(File.Exists).Sum(Count);
    }

    private static int Count(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}
