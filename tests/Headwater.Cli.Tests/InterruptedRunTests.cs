using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Headwater.Cli.Tests;

/// <summary>Runs that are killed or asked to stop at random steps end with the bytes of an unbroken one: weights, optimiser and metrics.</summary>
public sealed class InterruptedRunTests : CommandLineFixture
{
    private const int User1 = 10;
    private const int User2 = 12;
    private const int Terminate = 15;

    [Fact]
    public void Run_StoppedAndKilled_GivesTheSameBytes() => Interrupt(kills: 2, seed: 1);

    [Fact(Explicit = true)]
    public void Run_TwentyKillsAtRandomSteps_GivesTheSameBytes() => Interrupt(kills: 20, seed: 2);

    [Fact]
    public void Job_AskedToStop_Exits75AndGoesOn()
    {
        string study = Write("study.yaml", SmallStudy.Yaml);
        string folder = Path.Combine(Folder, "out");
        Assert.Equal(0, CommandLineFixture.Run("run", study, "--out", folder, "--jobs", "1").ExitCode);
        string run = Directory.GetDirectories(Path.Combine(folder, "runs"), "pretrain-*").Single();
        Dictionary<string, string> before = Results(folder);
        foreach (string left in (string[])["DONE", "result.json", "metrics.jsonl"])
            File.Delete(Path.Combine(run, left));
        Directory.Delete(Path.Combine(run, "checkpoints"), recursive: true);

        Assert.Equal(ExitCode.RunAgain, StopAt(["job", folder, Path.GetFileName(run)], run, line: 10, User1));
        Assert.Equal(ExitCode.RunAgain, StopAt(["job", folder, Path.GetFileName(run)], run, line: 40, User2));
        Assert.Equal(0, CommandLineFixture.Run("job", folder, Path.GetFileName(run)).ExitCode);

        Assert.Equal(before, Results(folder));
    }

    private void Interrupt(int kills, int seed)
    {
        string study = Write("study.yaml", SmallStudy.Yaml);
        string whole = Path.Combine(Folder, "whole");
        string broken = Path.Combine(Folder, "broken");
        Assert.Equal(0, CommandLineFixture.Run("run", study, "--out", whole, "--jobs", "1").ExitCode);
        int lines = Lines(whole);
        Random random = new(seed);
        int[] signals = [SmallStudy.Kill, Terminate, User1];

        // Steps in ascending order, so that each attempt gets as far as its kill.
        int[] all = [.. Enumerable.Range(1, lines - 4)];
        random.Shuffle(all);
        int[] places = [.. all.Take(kills).Order()];
        for (int i = 0; i < places.Length; i++)
        {
            int signal = signals[i % signals.Length];
            int exit = StopAt(["run", study, "--out", broken, "--jobs", "1"], broken, places[i], signal);
            Assert.Equal(signal == SmallStudy.Kill ? 128 + SmallStudy.Kill : ExitCode.RunAgain, exit);
        }

        Assert.Equal(0, CommandLineFixture.Run("run", study, "--out", broken, "--jobs", "1").ExitCode);
        Dictionary<string, string> expected = Results(whole);
        Assert.Equal(expected, Results(broken));
        Assert.Equal(2, expected.Keys.Count(file => file.EndsWith("optimizer.safetensors", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetDirectories(broken, "resume*", SearchOption.AllDirectories));
    }

    private static int StopAt(string[] command, string folder, int line, int signal)
    {
        using Process process = CommandProcess.Start(command);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        bool isReached = Patience.Until(() => Lines(folder) >= line || process.HasExited, process);
        Assert.False(process.HasExited, $"the run ended before line {line}");
        Assert.True(isReached, $"line {line} was not reached");
        Assert.Equal(0, Send(process.Id, signal));
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Lines(string folder) => !Directory.Exists(folder) ? 0 : Directory
        .EnumerateFiles(folder, "metrics.jsonl", SearchOption.AllDirectories)
        .Sum(file => ReadShared(file).Count(character => character == '\n'));

    private static string ReadShared(string file)
    {
        try
        {
            using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    // What must be equal: checkpoints byte by byte, metrics without times and rates, observations.
    private static Dictionary<string, string> Results(string folder)
    {
        Dictionary<string, string> results = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, file);
            if (name.EndsWith("metrics.jsonl", StringComparison.Ordinal))
                results[name] = string.Join('\n', File.ReadLines(file).Select(WithoutTimes));
            else if ((name.Contains("checkpoints", StringComparison.Ordinal) && !name.EndsWith("best.json", StringComparison.Ordinal)) || name == "observations.csv")
                results[name] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        }

        return results;
    }

    private static string WithoutTimes(string line)
    {
        JsonObject row = JsonNode.Parse(line)!.AsObject();
        foreach (string key in (string[])["seconds", "tokens_per_second", "flops_per_second", "machine_share", "flops", "memory_bytes"])
            row.Remove(key);
        return row.ToJsonString();
    }

    private static int Send(int process, int signal)
    {
        using Process kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process}")]);
        kill.WaitForExit();
        return kill.ExitCode;
    }
}
