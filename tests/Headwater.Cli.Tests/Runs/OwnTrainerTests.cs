using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>The example with a trainer of its own: with the shell script that stands in for it, and whole, with PyTorch.</summary>
public sealed class OwnTrainerTests : CommandLineFixture
{
    private const int Moments = 10;
    private const string Python = "/usr/bin/python3";

    private string Out => Path.Combine(Folder, "out");

    [Fact]
    public void Run_StandIn_EndsWithTheReportAndAdviceOfAnyStudy()
    {
        string study = Study(standsIn: true);

        CommandResult run = HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "2");
        CommandResult plan = HeadwaterProgram.Run(null, "plan", study, "--out", Out, "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(SmallStudy.Leftovers(Out));
        Assert.Contains("\"advice\"", File.ReadAllText(Path.Combine(Out, "report", "report.json")), StringComparison.Ordinal);
        string[] comparisons = File.ReadAllLines(Path.Combine(Out, "comparisons.csv"));
        Assert.Equal(7, comparisons.Length);                // de, fr and scratch in pairs, at two sizes
        Assert.Contains(",nats-per-answer,de,31000,fr,31000,", comparisons[1], StringComparison.Ordinal);
        Assert.Equal(0, plan.ExitCode);
        Assert.Equal(19, plan.Json().GetProperty("jobs").GetArrayLength());
    }

    [Fact(Explicit = true)]
    public void Run_PyTorchKilledAtTenMoments_EndsWithTheBytesOfAnUnbrokenRun()
    {
        Assert.SkipUnless(HasTorch(), "Debian's python3-torch is not installed");
        string study = Study(standsIn: false);
        string unbroken = Path.Combine(Folder, "unbroken");
        CommandResult whole = HeadwaterProgram.Run(null, "run", study, "--out", unbroken, "--jobs", "1");
        Assert.True(whole.ExitCode == 0, whole.Error);
        Random random = new(7);

        for (int moment = 0; moment < Moments; moment++)
        {
            int before = SmallStudy.Lines(Out);
            using Process run = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "1");
            Assert.True(Patience.Until(() => SmallStudy.Lines(Out) > before || run.HasExited, run), "nothing was trained");
            Thread.Sleep(random.Next(50, 2500));
            Assert.False(run.HasExited, $"the study ended before moment {moment}");
            run.Kill();                                     // its trainer goes on, and the next command ends it
            run.WaitForExit();
        }

        CommandResult again = HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "1");
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(SmallStudy.Observations(unbroken), SmallStudy.Observations(Out));
        Assert.Empty(SmallStudy.Leftovers(Out));
    }

    [Fact(Explicit = true)]
    public void Run_TwoTasksAJobOnSlurm_GivesTheBytesOfALocalRun()
    {
        Assert.SkipWhen(SlurmNode.Missing is not null, SlurmNode.Missing ?? "");
        using SlurmNode node = new();
        string study = Study(standsIn: true, "slurm: { partition: main, mem: 500M, ntasks: 2 }\n");
        string local = Path.Combine(Folder, "local");
        Assert.Equal(0, HeadwaterProgram.Run(null, "run", study, "--out", local, "--jobs", "1").ExitCode);

        CommandResult run = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(SmallStudy.Observations(local), SmallStudy.Observations(Out));
        string[] scripts = [.. Directory.GetFiles(Path.Combine(Out, "slurm"), "*.sh", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.Combine(Out, "slurm"), "*.sbatch", SearchOption.AllDirectories)).Select(File.ReadAllText)];
        Assert.Contains(scripts, script => script.Contains("--ntasks=2\n", StringComparison.Ordinal));
        Assert.Contains(scripts, script => script.Contains("--ntasks=1\n", StringComparison.Ordinal));
    }

    // A supervisor, a trainer, a requeue, a node that is drained and one that is lost.
    [Fact(Explicit = true)]
    public void Run_EverythingGoesWrongOnSlurm_GivesTheBytesOfALocalRun()
    {
        Assert.SkipWhen(SlurmNode.Missing is not null, SlurmNode.Missing ?? "");
        using SlurmNode node = new();
        string study = Study(standsIn: true, "slurm: { partition: main, mem: 500M }\nretries: { times: 1000, wait: 0 }\n");
        File.WriteAllText(Path.Combine(Folder, "stand-in.sh"), File.ReadAllText(Path.Combine(Folder, "stand-in.sh")).Replace("sleep 0.02", "sleep 0.5", StringComparison.Ordinal));
        string local = Path.Combine(Folder, "local");
        Assert.Equal(0, HeadwaterProgram.Run(null, "run", study, "--out", local, "--jobs", "2").ExitCode);
        using Process run = HeadwaterProgram.Start(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        After(1, () => Kill("job"));                        // what watches over a run, or does it
        After(4, () => Kill("stand-in.sh"));
        After(7, () => node.Command("scontrol", ["requeue", .. node.Queue().Where(member => member.State == "RUNNING").Take(1).Select(member => member.Id)]));
        After(10, () =>
        {
            node.Drain();
            Thread.Sleep(TimeSpan.FromSeconds(5));
            node.Resume();
        });
        After(13, () =>
        {
            node.NodeDown();
            Thread.Sleep(TimeSpan.FromSeconds(3));
            node.NodeUp();
        });
        CommandResult ended = HeadwaterProgram.Wait(run);
        CommandResult again = HeadwaterProgram.Run(node.Variables, "run", study, "--out", Out, "--executor", "slurm");

        Assert.True(again.ExitCode == 0, ended.Error + again.Error);
        Assert.Equal(SmallStudy.Observations(local), SmallStudy.Observations(Out));
        Assert.All(SmallStudy.Completions(Out), times => Assert.InRange(times, 0, 1));
        Assert.Empty(SmallStudy.Leftovers(Out));
        Assert.Empty(node.Queue());

        void After(int lines, Action act)
        {
            Assert.True(Patience.Until(() => SmallStudy.Lines(Out) >= lines || run.HasExited, () => [run.Id, .. Members("")]) && !run.HasExited, $"the study ended before {lines} lines");
            act();
        }

        void Kill(string word) => Array.ForEach([.. Members(word).Take(1)], process => HeadwaterProgram.Signal(process, SmallStudy.Kill));

        int[] Members(string word) => [.. HeadwaterProgram.Naming(Out).Where(process => HeadwaterProgram.CommandLine(process).Split('\0') is var words && (words.Contains(word) || (word.Length == 0 && words.Contains("job"))))];
    }

    private string Study(bool standsIn, string more = "")
    {
        foreach (string name in (string[])["train.py", "stand-in.sh"])
            File.Copy(Repository.PathOf("examples", "own-trainer", name), Path.Combine(Folder, name), overwrite: true);
        Write("launch.sh", "if [ -n \"${SLURM_JOB_ID:-}\" ]; then exec srun sh stand-in.sh \"$@\"; else exec sh stand-in.sh \"$@\"; fi\n");
        string yaml = File.ReadAllText(Repository.PathOf("examples", "own-trainer", "study.yaml"));
        return Write("study.yaml", (standsIn ? Shortened(yaml) : yaml) + more);
    }

    // What the stand-in does not learn it need not repeat.
    private static string Shortened(string yaml) => yaml.Replace($"{Python} train.py", "sh launch.sh", StringComparison.Ordinal)
        .Replace("[16K, 31K, 62K, 125K, 250K]", "[16K, 31K]", StringComparison.Ordinal).Replace("forecast: { fit-on: 4, at: [500K, 1M] }", "", StringComparison.Ordinal);

    private static bool HasTorch()
    {
        if (!File.Exists(Python))
            return false;
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", "import torch, numpy"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
