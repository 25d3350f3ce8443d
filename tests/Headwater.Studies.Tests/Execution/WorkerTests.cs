namespace Headwater.Studies.Tests;

/// <summary>Processes that do one job after another.</summary>
public sealed class WorkerTests : IDisposable
{
    private const string OneEach = """
        study: workers
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { path: en.txt, language: en }
        task:
          translation: { source: en, target: de, train: train, validation: val, test: test }
        finetuning: { examples: [10, 20, 30, 40], steps: 2, batch: 4 }
        retries: 0

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_TwoAtATime_StartsTwoProcessesForAllJobs()
    {
        string started = _folder.Path("started");

        StudyResult result = Run("sh", "-c", $"echo one >> '{started}'; exec '{StudyProcess.Command[0]}' \"$@\"", "sh");

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(4, result.Plan.Jobs.Count(job => job.Trains));
        Assert.Equal(2, File.ReadLines(started).Count());
    }

    [Fact]
    public void Run_WorkerDies_FailsItsJobWithItsLastWordsAndGoesOnWithAnother()
    {
        string fallen = _folder.Path("fallen");

        StudyResult result = Run("sh", "-c", $"mkdir '{fallen}' 2>/dev/null && read id && echo no memory left && exit 9; exec '{StudyProcess.Command[0]}' \"$@\"", "sh");

        JobFailure failure = Assert.Single(result.Failures);
        Assert.Contains("exit code 9", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("no memory left", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(result.Plan.Jobs.Length - 1, result.JobsDone);
    }

    private StudyResult Run(params string[] command) => StudyRunner.Run(
        StudyReader.Read(TinyStudy.Write(_folder, OneEach)),
        new StudyFolder(_folder.Path("out")),
        "cpu",
        new RunOptions { Jobs = 2, Command = [.. command] },
        token: TestContext.Current.CancellationToken);
}
