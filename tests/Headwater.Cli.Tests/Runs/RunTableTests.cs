using Headwater.Studies;

namespace Headwater.Cli.Tests;

/// <summary>A running study on a screen and in a pipe.</summary>
public sealed class RunTableTests : CommandLineFixture
{
    [Fact]
    public void Report_OnAScreen_DrawsATableAndTakesItAway()
    {
        using StringWriter error = new();
        using (StudyDisplay display = Display(error, screen: true))
        {
            display.Report(News(JobState.Running, new JobProgress(0, 100)));
            Thread.Sleep(250);                              // at most five pictures a second
            display.Report(News(JobState.Running, new JobProgress(50, 100) { Loss = 2.5, TokensPerSecond = 31_000, MemoryBytes = 900_000_000 }));
            display.Tell("something to know");
            display.Report(News(JobState.Done, null));
        }

        string text = error.ToString();
        Assert.Contains("━━━━━━╌╌╌╌╌╌ 50/100", text, StringComparison.Ordinal);
        Assert.Contains("2.500", text, StringComparison.Ordinal);
        Assert.Contains("31.0K", text, StringComparison.Ordinal);
        Assert.Contains("900 MB", text, StringComparison.Ordinal);
        Assert.Contains("headwater: something to know\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.EndsWith("[1/2] pretraining en: done\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Matches("\u001b\\[[0-9]+F\u001b\\[0J", text);
    }

    [Fact]
    public void Report_InAPipe_WritesPlainLines()
    {
        using StringWriter error = new();
        using (StudyDisplay display = Display(error, screen: false))
        {
            display.Report(News(JobState.Running, new JobProgress(50, 100)));
            display.Tell("something to know");
            display.Report(News(JobState.Failed, null));
        }

        Assert.Equal("headwater: something to know\n[1/2] pretraining en: failed: because\n", error.ToString().ReplaceLineEndings("\n"));
    }

    private static StudyDisplay Display(StringWriter error, bool screen) =>
        StudyDisplay.On(new Terminal { Output = TextWriter.Null, Error = error, Input = TextReader.Null, Width = 100, RewritesLines = screen });

    private static StudyProgress News(JobState state, JobProgress? progress) => new()
    {
        Job = new Job { Id = "pretrain-en-1", Stage = Stage.Pretraining, Label = "en", Needs = [], Settings = new RateSettings { Trials = [] }, Steps = 100 },
        State = state, Progress = progress, Reason = "because", JobsDone = 1, JobsTotal = 2, Fraction = 0.5,
    };
}
