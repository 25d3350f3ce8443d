using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>Commands and their processes of runs that end in every way: nothing is lost, nothing stays behind.</summary>
public sealed class KilledRunsTests : CommandLineFixture
{
    // Two mixtures and more steps, so that a hundred kills find work to interrupt.
    private static readonly string Longer = SmallStudy.Yaml
        .Replace("mixtures: { en: { en: 1 } }", "mixtures: { en: { en: 1 }, de: { de: 1 } }", StringComparison.Ordinal)
        .Replace("phrases: 2000 }", "phrases: 2000 }\n  de: { generate: phrasebook, language: de, phrases: 2000 }", StringComparison.Ordinal)
        .Replace("[2K, 4K]", "[4K, 8K]", StringComparison.Ordinal)
        .Replace("steps: 20", "steps: 40", StringComparison.Ordinal);

    // Far from done when it is stopped, however late the signal comes.
    private static readonly string Endless = Longer.Replace("[4K, 8K]", "[4K, 8M]", StringComparison.Ordinal).Replace("batch: 2", "batch: 2\n  repeat: true", StringComparison.Ordinal);

    private string Out => Path.Combine(Folder, "out");

    [Fact]
    public void Run_ThreeRandomKills_GivesTheSameBytesAndLeavesNothing() => KillAtRandom(SmallStudy.Yaml, kills: 3, seed: 4);

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_TwentyFiveRandomKills_GivesTheSameBytesAndLeavesNothing(int seed) => KillAtRandom(Longer, kills: 25, seed);

    [Fact]
    public async Task Run_TwoCommandsAtOnce_DoEveryRunOnce()
    {
        string study = Write("study.yaml", SmallStudy.Yaml);
        string alone = Path.Combine(Folder, "alone");

        using Process first = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2");
        using Process second = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2");
        Task<CommandResult> other = Task.Run(() => HeadwaterProgram.Wait(second), TestContext.Current.CancellationToken);
        CommandResult one = HeadwaterProgram.Wait(first);
        CommandResult two = await other;

        Assert.True(one.ExitCode == 0, one.Error);
        Assert.True(two.ExitCode == 0, two.Error);
        Assert.Equal(0, Run("run", study, "--out", alone, "--jobs", "1").ExitCode);
        Assert.Equal(SmallStudy.Observations(alone), SmallStudy.Observations(Out));
        Assert.All(SmallStudy.Completions(Out), times => Assert.Equal(1, times));
        Assert.Empty(SmallStudy.Leftovers(Out));
    }

    [Fact]
    public void Run_InterruptedOnceAndTwice_EndsWithItsProcesses()
    {
        string study = Write("study.yaml", Endless);
        using (Process once = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2"))
        {
            WaitForLines(once, 5);
            HeadwaterProgram.Signal(once.Id, SmallStudy.Interrupt);
            CommandResult result = HeadwaterProgram.Wait(once);
            Assert.Equal(ExitCode.Interrupted, result.ExitCode);
            Assert.Contains("stopping after saving state; send the signal again to stop immediately.", result.Error, StringComparison.Ordinal);
            Assert.Empty(HeadwaterProgram.Naming(Folder));
        }

        using Process twice = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2");
        WaitForLines(twice, SmallStudy.Lines(Out) + 5);
        int[] workers = HeadwaterProgram.Naming(Folder);
        Assert.True(workers.Length > 1);
        HeadwaterProgram.Signal(twice.Id, SmallStudy.Interrupt);
        Thread.Sleep(5);
        HeadwaterProgram.Signal(twice.Id, SmallStudy.Interrupt);

        Assert.Equal(ExitCode.Interrupted, HeadwaterProgram.Wait(twice).ExitCode);
        AssertNobodyLeft();
    }

    [Fact]
    public void Cancel_RunningStudy_StopsItAtACheckpoint()
    {
        string study = Write("study.yaml", Endless);
        using Process process = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2");
        WaitForLines(process, 5);

        CommandResult cancelled = Run("cancel", Out);

        Assert.Equal(0, cancelled.ExitCode);
        Assert.Contains("asked 1 commands on this machine to stop", cancelled.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.RunAgain, HeadwaterProgram.Wait(process).ExitCode);
        AssertNobodyLeft();
    }

    private void KillAtRandom(string yaml, int kills, int seed)
    {
        string study = Write("study.yaml", yaml);
        string whole = Path.Combine(Folder, "whole");
        Assert.Equal(0, Run("run", study, "--out", whole, "--jobs", "1").ExitCode);
        Random random = new(seed);
        Process? process = null;
        for (int i = 0; i < kills; i++)
        {
            if (process?.HasExited != false)
            {
                process?.Dispose();
                process = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "2");
                Drain(process);
            }

            Thread.Sleep(random.Next(200, 3000));
            KillSome(process, random.Next(3), random);
        }

        process?.WaitForExit();
        process?.Dispose();
        CommandResult last = HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "2");
        Assert.True(last.ExitCode == 0, last.Error);
        Assert.Equal(SmallStudy.Observations(whole), SmallStudy.Observations(Out));
        AssertNobodyLeft();
        Assert.Empty(SmallStudy.Leftovers(Out));
    }

    // The command, one of its processes of runs, or all of them.
    private void KillSome(Process process, int which, Random random)
    {
        int[] workers = [.. HeadwaterProgram.Naming(Out).Where(id => id != process.Id)];
        int[] victims = which switch
        {
            0 => [process.Id],
            1 => workers.Length == 0 ? [process.Id] : [workers[random.Next(workers.Length)]],
            _ => [process.Id, .. workers],
        };
        foreach (int victim in victims)
            HeadwaterProgram.Signal(victim, SmallStudy.Kill);
        if (victims.Contains(process.Id))
            process.WaitForExit();
    }

    private static void Drain(Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void WaitForLines(Process process, int lines) =>
        Assert.True(Patience.Until(() => SmallStudy.Lines(Out) >= lines || process.HasExited, process) && !process.HasExited, "the study ended before it could be stopped");

    // What lost its parent saves its step first.
    private void AssertNobodyLeft() =>
        Assert.True(Patience.Until(() => HeadwaterProgram.Naming(Out).Length == 0, () => HeadwaterProgram.Naming(Out)), string.Join("\n", HeadwaterProgram.Naming(Out).Select(HeadwaterProgram.CommandLine)));
}
