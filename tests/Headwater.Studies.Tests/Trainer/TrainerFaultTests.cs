namespace Headwater.Studies.Tests;

/// <summary>Trainers on disks that are full and file systems that are slow to show what was written.</summary>
public sealed class TrainerFaultTests : IDisposable
{
    private const string Full = "/dev/full";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mkdir -p \"$out/model-$count\"", "mkdir -p \"$out/model-$count\" && mv \"$out/model-$count\" \"$out/late\"", "model-$count/", "late/", "late\" \"$out/model-$count")]
    [InlineData(">\"$out/scores.csv\"", ">\"$out/late\"", "", "", "late\" \"$out/scores.csv")]
    public void Run_FilesThatShowASecondLater_AreWaitedFor(string text, string hidden, string path, string hiddenPath, string rename)
    {
        string script = ShellStudy.Script.Replace(text, hidden, StringComparison.Ordinal);
        if (path.Length > 0)
            script = script.Replace(path, hiddenPath, StringComparison.Ordinal);
        script += $"[ ! -e \"$out/late\" ] || (sleep 1; mv \"$out/{rename}\") >/dev/null 2>&1 </dev/null &\n";

        StudyResult result = ShellStudy.Run(_folder, script: script);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
    }

    [Fact]
    public void Run_FileThatIsHalfThere_IsReadWhenItIsWhole()
    {
        const string config = "echo \"{\\\"num_hidden_layers\\\": $layers, \\\"hidden_size\\\": 16, \\\"vocab_size\\\": 400}\" >\"$out/model-$count/config.json\"";
        Assert.Contains(config, ShellStudy.Script, StringComparison.Ordinal);
        string script = ShellStudy.Script.Replace(config, $"printf '{{\"num_hid' >\"$out/model-$count/config.json\"; (sleep 1; {config}) >/dev/null 2>&1 </dev/null &", StringComparison.Ordinal);

        Assert.True(ShellStudy.Run(_folder, script: script).Succeeded);
    }

    [Fact]
    public void Run_QuotaThatIsFullUnderACheckpoint_FailsThatRunAloneAndContinuesWhenThereIsRoom()
    {
        Assert.SkipUnless(File.Exists(Full), "this system has no /dev/full");
        string yaml = ShellStudy.Yaml.Replace("pretrain {mixture} {tokens} {out} {layers} --from={checkpoint}", "pretrain {mixture} {tokens} {out} {layers} --from={checkpoint} {rates}", StringComparison.Ordinal);
        string script = ShellStudy.Script.Replace("mkdir -p \"$out/model-$count\"", """
            if [ -e full ] && [ "$7" = de=0.5,en=0.5 ]; then
                ln -sf /dev/full "$out/weights.tmp"
                dd if=/dev/zero of="$out/weights.tmp" bs=1k count=1 || exit 1
              fi
              mkdir -p "$out/model-$count"
            """, StringComparison.Ordinal);
        _folder.Write("full", "");

        StudyResult full = ShellStudy.Run(_folder, yaml, script);
        File.Delete(_folder.Path("full"));
        StudyResult again = ShellStudy.Run(_folder, yaml, script);

        JobFailure failure = Assert.Single(full.Failures, failure => !failure.Blocked);
        RunFolder run = full.Folder.Run(failure.Job.Id);
        Assert.StartsWith("pretrain-en+de-", failure.Job.Id, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(run.Root, "pretrain.log"), failure.Reason, StringComparison.Ordinal);
        Assert.Contains("weights.tmp': No space left on device", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("\nhint: free some space there, or raise the quota, and run the study again: it continues from the last saved state.", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(full.Plan.Jobs.Length - 3, full.JobsDone);         // it, and the two finetunings of its checkpoints
        Assert.True(again.Succeeded);
        Assert.Equal(["began", "failed", "began", "done"], AttemptLog.Read(run).Select(attempt => attempt.Event));
        Assert.Equal(16, File.ReadLines(Path.Combine(run.Root, "pretrain.log")).Count(line => line.StartsWith("tokens ", StringComparison.Ordinal)));   // no step was done twice
    }

    [Fact]
    public void Run_LogOnAFullDisk_EndsAllTheSame()
    {
        Assert.SkipUnless(File.Exists(Full), "this system has no /dev/full");
        string study = ShellStudy.Write(_folder);
        StudyFolder folder = new(_folder.Path("out"));
        foreach (Job job in StudyPlanner.Plan(StudyReader.Read(study)).Jobs.Where(job => job.IsOfTrainer))
        {
            RunFolder run = folder.Run(job.Id);
            Directory.CreateDirectory(run.Root);
            foreach (string log in (string[])["pretrain.log", "finetune.log", "attempts.jsonl"])
                File.CreateSymbolicLink(Path.Combine(run.Root, log), Full);
        }

        StudyResult result = ShellStudy.RunUntil(study, folder.Root, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
    }

    // Headwater could not end a trainer later that it has no record of.
    [Fact]
    public void Run_TrainerThatCannotBePutOnRecord_IsEnded()
    {
        string study = ShellStudy.Write(_folder);
        StudyFolder folder = new(_folder.Path("out"));
        Job job = StudyPlanner.Plan(StudyReader.Read(study)).Jobs.First(job => job.Stage == Stage.Pretraining);
        Directory.CreateDirectory(Path.Combine(TrainerChild.FileOf(folder.Run(job.Id)), "taken"));

        StudyResult result = ShellStudy.RunUntil(study, folder.Root, TestContext.Current.CancellationToken);

        Assert.Contains(result.Failures, failure => failure.Job.Id == job.Id && !failure.Blocked && failure.Reason.Contains("trainer.json", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.Run(job.Id).Checkpoint(1000)));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Run(job.Id).ResumeFolder, "state", SearchOption.AllDirectories), state => File.ReadAllText(state).Trim() == "8");
    }
}
