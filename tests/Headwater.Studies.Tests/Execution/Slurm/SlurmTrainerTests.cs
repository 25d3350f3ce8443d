namespace Headwater.Studies.Tests;

/// <summary>A study with a trainer of its own on a cluster that is made up, where the trainer's commands are run for real.</summary>
public sealed class SlurmTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];
    private readonly string _study;
    private readonly StudyPlan _plan;
    private readonly RunStore _store;
    private readonly HashSet<string> _struck = [];

    public SlurmTrainerTests()
    {
        _folder.Write("program/headwater.dll", "program");
        _study = ShellStudy.Write(_folder, ShellStudy.Yaml + "slurm: { partition: main }\n");
        _plan = StudyPlanner.Plan(StudyReader.Read(_study));
        _store = new RunStore(new StudyFolder(_folder.Path("out")));
    }

    public void Dispose() => _folder.Dispose();

    // The node is gone in the middle of a run, with everything on it: nothing was recorded.
    [Theory]
    [InlineData("NODE_FAIL")]
    [InlineData("BOOT_FAIL")]
    [InlineData("PENDING")]
    public void Run_NodeIsLostUnderTheTrainer_ContinuesWhereItHadSavedAndGivesTheSameRows(string state)
    {
        FakeSlurm slurm = new(_store) { Fate = job => job.Stage == Stage.Pretraining && _struck.Add(job.Id) ? Lose(job, state) : null };

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(state != "PENDING", _notices.Exists(notice => notice.Contains($"left the queue without a result: {state}", StringComparison.Ordinal)));
        Assert.All(_struck, id => Assert.Equal(2, slurm.Started.Count(started => started == id)));
        Assert.All(_struck, id => Assert.InRange(File.ReadLines(Path.Combine(_store.Folder.Run(id).Root, "pretrain.log")).Count(), 15, 17));   // the step in hand is not printed, or done again
        Assert.Equal(LocalRows(), File.ReadAllText(_store.Folder.ObservationsFile));
    }

    [Fact]
    public void Run_NodeThatAlwaysFails_EndsAfterTheRuleAndTheOtherMixtureGoesOn()
    {
        FakeSlurm slurm = new(_store) { Fate = job => job.Id.StartsWith("pretrain-de-", StringComparison.Ordinal) ? "NODE_FAIL" : null };

        StudyResult result = Run(slurm);

        JobFailure failure = Assert.Single(result.Failures, failure => !failure.Blocked);
        Assert.Contains("left the queue without a result: NODE_FAIL", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(3, slurm.Started.Count(id => id == failure.Job.Id));
        Assert.Contains(",en+de,", File.ReadAllText(_store.Folder.ObservationsFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ResultShowsLaterThanTheEndOfItsMember_IsWaitedFor()
    {
        LateResults late = new(_store);
        JobRunner real = new(_store, new RunOptions());
        FakeSlurm slurm = new(_store) { Fate = job => late.Hide(job, (pretraining, _) => real.Run(pretraining, _ => { }, CancellationToken.None)) };

        StudyResult result = Run(slurm);

        late.Join();
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(slurm.Started.Distinct().Count(), slurm.Started.Count);
        Assert.Equal(LocalRows(), File.ReadAllText(_store.Folder.ObservationsFile));
    }

    // Kills the trainer once it has saved some steps, and forgets what only a process that lives could write down.
    private string Lose(Job job, string state)
    {
        RunFolder run = _store.Folder.Run(job.Id);
        using CancellationTokenSource lost = new();
        new JobRunner(_store, new RunOptions { AtOnce = lost.Token }).Run(job, progress => Cancel(progress, lost), CancellationToken.None);
        File.Delete(run.FailureFile);
        Assert.False(File.Exists(run.DoneFile));
        return state;
    }

    private static void Cancel(JobProgress progress, CancellationTokenSource lost)
    {
        if (progress.Tokens >= 375)
            lost.Cancel();
    }

    private string LocalRows() => File.ReadAllText(ShellStudy.RunUntil(_study, _folder.Path("local"), TestContext.Current.CancellationToken).Folder.ObservationsFile);

    private StudyResult Run(FakeSlurm slurm) => SlurmRunner.Run(_plan, _store, new RunOptions { Command = ["dotnet", _folder.Path("program", "headwater.dll")], Notice = _notices.Add }.For(_plan.Spec),
        slurm.Cluster, progress: null, TestContext.Current.CancellationToken);
}
