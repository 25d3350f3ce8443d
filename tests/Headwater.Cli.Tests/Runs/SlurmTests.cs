using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>Studies on a real Slurm of one node.</summary>
public sealed class SlurmTests : CommandLineFixture
{
    private const string Slurm = "slurm: { partition: main, mem: 500M, setup: [export HEADWATER_TEST=1] }\n";

    private readonly StringBuilder _said = new();

    private string Out => Path.Combine(Folder, "out");

    [Fact]
    public void Run_OnSlurm_SurvivesTenKillsWithTheBytesOfALocalRun() =>
        KillOnSlurm(SmallStudy.Yaml.Replace("[2K, 4K]", "4K", StringComparison.Ordinal), kills: 10, seed: 1, mostPause: 2000);

    [Fact(Explicit = true)]
    public void Run_OnSlurm_SurvivesAHundredKillsWithTheBytesOfALocalRun() => KillOnSlurm(SmallStudy.Yaml, kills: 100, seed: 2, mostPause: 2500);

    [Fact]
    public void Run_EvaluationsWithoutFinetuningOnSlurm_GiveTheBytesOfALocalRun()
    {
        using SlurmNode node = Node();
        Write("choices.jsonl", string.Concat(Enumerable.Range(0, 6).Select(i => $$"""{"words": "one two", "options": ["three", "four five"], "answer": {{(i % 2).ToString(CultureInfo.InvariantCulture)}}}""" + "\n")));
        string yaml = SmallStudy.Yaml.Replace("{ layers: 1, width: 16, heads: 2, feedforward: 32 }", "{ family: llama, layers: 1, width: 16, heads: 2 }", StringComparison.Ordinal);
        string study = Write("study.yaml", yaml[..yaml.IndexOf("task:", StringComparison.Ordinal)]
            + "task: { prompt: \"{words}\", choices: \"{options}\", label: answer, train: choices.jsonl, test: choices.jsonl }\nfinetuning: none\nshots: [0, 2]\n" + Slurm);
        string local = Local(study);

        CommandResult run = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(run.ExitCode == 0, run.Error);
        AssertComplete(local);
        Assert.Equal(2 * 2, Directory.GetDirectories(Path.Combine(Out, "runs"), "evaluate-*").Length);          // checkpoints, numbers of shots
        Assert.Empty(node.Queue());
    }

    [Fact(Explicit = true)]
    public void Run_QuickstartOnSlurm_GivesTheBytesOfALocalRun()
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", File.ReadAllText(Repository.PathOf("examples", "quickstart", "study.yaml")));
        string local = Path.Combine(Folder, "local");

        CommandResult there = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");
        CommandResult here = HeadwaterProgram.Run(null, "run", study, "--out", local);

        Assert.True(there.ExitCode == 0 && here.ExitCode == 0, there.Error + here.Error);
        AssertComplete(local);
    }

    [Fact(Explicit = true)]
    public void Run_EverythingGoesWrongOnSlurm_EndsCompleteAfterRunAgain()
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", SmallStudy.Yaml.Replace("[2K, 4K]", "[4K, 8K, 16K, 32K]", StringComparison.Ordinal) + Slurm);
        string local = Local(study);
        using (Process run = Start(node, study))
        {
            WaitForLines(run, 1);
            HeadwaterProgram.Signal(Members()[0], SmallStudy.Kill);                          // a member is killed
            WaitForLines(run, 30);
            node.Command("scontrol", ["requeue", .. node.Queue().Where(member => member.State == "RUNNING").Take(1).Select(member => member.Id)]);
            WaitForLines(run, 60);
            node.NodeDown();                                                                // the node is lost
            Thread.Sleep(TimeSpan.FromSeconds(3));
            node.NodeUp();
            WaitForLines(run, 90);
            string[] waiting = [.. node.Queue().Select(member => member.Id)];
            node.Command("scancel", [.. waiting.Take((waiting.Length + 1) / 2)]);            // half of it is cancelled
            run.WaitForExit();
        }

        CommandResult again = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(again.ExitCode == 0, again.Error);
        AssertComplete(local);
        Assert.Empty(node.Queue());
    }

    [Fact(Explicit = true)]
    public void Run_TimeLimitOfAMinuteOnALongerRun_GoesOnUntilItIsDone()
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", SmallStudy.Yaml.Replace("[2K, 4K]", "[2K, 200K]", StringComparison.Ordinal).Replace("phrases: 2000", "phrases: 40000", StringComparison.Ordinal)
            + Slurm.Replace("mem:", "time: 1, signal: 20, mem:", StringComparison.Ordinal));
        string local = Local(study);

        CommandResult run = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(run.ExitCode == 0, run.Error);
        AssertComplete(local);
        string attempts = File.ReadAllText(Directory.GetFiles(Path.Combine(Out, "runs"), "attempts.jsonl", SearchOption.AllDirectories).Single(file => file.Contains("pretrain-", StringComparison.Ordinal)));
        Assert.Contains("\"event\":\"stopped\"", attempts, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Run_LeftAndCancelledOnSlurm_GoesOnWhenItIsRunAgain()
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", SmallStudy.Yaml + Slurm);
        string local = Local(study);

        CommandResult left = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm", "--no-wait");
        CommandResult status = HeadwaterProgram.Run(node.Variables, "status", Out, "--json");
        WaitForState(node, "RUNNING");
        CommandResult cancelled = HeadwaterProgram.Run(node.Variables, "cancel", Out);
        Assert.True(Patience.Until(() => node.Queue().Length == 0, node.Processes));
        CommandResult again = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(left.ExitCode == 0, left.Error);
        Assert.Contains("the Slurm jobs continue.\nhint: headwater status ", left.Error, StringComparison.Ordinal);
        Assert.Contains(status.Json().GetProperty("jobs").EnumerateArray(), job => job.GetProperty("slurm_job").GetString() is not null);
        Assert.Matches("[1-9][0-9]* jobs of Slurm were cancelled", cancelled.Error);
        Assert.True(again.ExitCode == 0, again.Error);
        AssertComplete(local);
    }

    [Fact(Explicit = true)]
    public void Run_CheckpointStands_FinetuningStartsBeforeThePretrainingEnds()
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", SmallStudy.Yaml.Replace("[2K, 4K]", "[2K, 60K]", StringComparison.Ordinal).Replace("batch: 2", "batch: 2\n  repeat: true", StringComparison.Ordinal) + Slurm);
        string local = Local(study);

        CommandResult run = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(run.ExitCode == 0, run.Error);
        AssertComplete(local);
        Assert.True(TimeOf("finetune-en", "began") < TimeOf("pretrain-en", "done"), "every finetuning waited for the end of the pretraining");
    }

    // The first time that something happened to a run of a kind.
    private DateTimeOffset TimeOf(string kind, string happening) => Directory.GetDirectories(Path.Combine(Out, "runs"), $"{kind}*")
        .SelectMany(run => File.ReadLines(Path.Combine(run, "attempts.jsonl")))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("event").GetString() == happening)
        .Min(line => line.GetProperty("at").GetDateTimeOffset());

    private void KillOnSlurm(string yaml, int kills, int seed, int mostPause)
    {
        using SlurmNode node = Node();
        string study = Write("study.yaml", yaml + Slurm);
        string local = Local(study);
        Random random = new(seed);
        Process run = Start(node, study);
        for (int killed = 0; killed < kills;)
        {
            Thread.Sleep(random.Next(100, mostPause));
            if (run.HasExited)
            {
                // All is done: from here on there would be nothing to kill.
                run.WaitForExit();
                string runs = Path.Combine(Out, "runs");
                string[] finetunings = Directory.Exists(runs) ? Directory.GetDirectories(runs, "finetune-*") : [];
                Assert.True(finetunings.Length > 0, $"the study ended before anything was finetuned, with exit code {run.ExitCode}:\n{Said()}");
                run.Dispose();
                Directory.Delete(finetunings[0], recursive: true);
                run = Start(node, study);
            }

            int[] members = Members();
            if (members.Length > 0)
            {
                HeadwaterProgram.Signal(members[random.Next(members.Length)], SmallStudy.Kill);
                killed++;
            }
        }

        run.WaitForExit();
        run.Dispose();
        CommandResult again = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(again.ExitCode == 0, again.Error);
        AssertComplete(local);
        Assert.Empty(node.Queue());
    }

    private static SlurmNode Node()
    {
        Assert.SkipWhen(SlurmNode.Missing is not null, SlurmNode.Missing ?? "");
        return new SlurmNode();
    }

    private string Local(string study)
    {
        string folder = Path.Combine(Folder, "local");
        Assert.Equal(0, Run("run", study, "--out", folder, "--jobs", "1").ExitCode);
        return folder;
    }

    private Process Start(SlurmNode node, string study)
    {
        Process run = HeadwaterProgram.Start(node.Variables, "run", study, "--out", Out, "--executor", "slurm");
        run.OutputDataReceived += Hear;
        run.ErrorDataReceived += Hear;
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        return run;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }

    // What the command said, all its runs together.
    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    // Processes on the node: those that watch over runs, and those that do them.
    private int[] Members() => [.. HeadwaterProgram.Naming(Out).Where(process => HeadwaterProgram.CommandLine(process).Split('\0').Contains("job"))];

    private void AssertComplete(string local)
    {
        Assert.Equal(SmallStudy.Observations(local), SmallStudy.Observations(Out));
        Assert.All(SmallStudy.Completions(Out), times => Assert.InRange(times, 0, 1));      // 0 where the kill came between the result and the note of it
        Assert.True(Patience.Until(() => Members().Length == 0, Members), string.Join("\n", Members().Select(HeadwaterProgram.CommandLine)));
        Assert.Empty(SmallStudy.Leftovers(Out));
    }

    private static void WaitForState(SlurmNode node, string state) =>
        Assert.True(Patience.Until(() => node.Queue().Any(member => member.State == state), node.Processes), $"nothing was {state}");

    private void WaitForLines(Process process, int lines) =>
        Assert.True(Patience.Until(() => SmallStudy.Lines(Out) >= lines || process.HasExited, () => [process.Id, .. Members()]) && !process.HasExited, $"the study ended too early:\n{Said()}");
}
