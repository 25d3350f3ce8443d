namespace Headwater.Studies.Tests;

/// <summary>A study handed to Slurm, with a cluster that is made up.</summary>
public sealed class SlurmRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StudyPlan _plan;
    private readonly RunStore _store;
    private readonly List<string> _notices = [];

    public SlurmRunnerTests()
    {
        string yaml = TinyStudy.Yaml + "retries: { times: 2, wait: 0 }\nslurm: { partition: main, throttle: 3 }\n";
        _plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, yaml)));
        _store = new RunStore(new StudyFolder(_folder.Path("out")));
        _folder.Write("program/headwater.dll", "program");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WholeStudy_DoesEveryRunOnceAndNoneTooEarly()
    {
        FakeSlurm slurm = new(_store);

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(_plan.Jobs.Length, result.JobsDone);
        Assert.Equal(_plan.Jobs.Select(job => job.Id).Order(StringComparer.Ordinal), slurm.Started.Order(StringComparer.Ordinal));
        foreach (Job job in _plan.Jobs)
            Assert.All(job.Needs, need => Assert.True(slurm.Started.IndexOf(need) < slurm.Started.IndexOf(job.Id)));
        Assert.Contains($"{_plan.Jobs.Length} jobs were submitted to Slurm.", _notices);
        Assert.True(File.Exists(_store.Folder.ObservationsFile));
        Assert.Equal(_plan.Jobs.Length, KeptEstimate.Read(_store.Folder)!.Jobs.Count);
    }

    [Fact]
    public void Run_WholeStudy_WaitsForTheMemberThatMakesItsCheckpoint()
    {
        FakeSlurm slurm = new(_store);

        Run(slurm);

        string[] finetunings = [.. slurm.Scripts.Where(script => script.Contains("-finetuning-", StringComparison.Ordinal))];
        Assert.All(slurm.Scripts, script => Assert.Matches(@"#SBATCH --array=0-\d+%3\n", script));
        Assert.Contains(finetunings, script => script.Contains("--dependency=afterok:", StringComparison.Ordinal));
        Assert.All(finetunings, script => Assert.Contains("#SBATCH --kill-on-invalid-dep=yes\n", script, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_CheckpointStandsWhileItsPretrainingGoesOn_FinetuningNoLongerWaits()
    {
        FakeSlurm slurm = new(_store);
        int before = 0, released = 0, again = 0, after = 0;
        slurm.Fate = job =>
        {
            if (job.Settings is PretrainingSettings settings && released == 0)
            {
                string checkpoint = _store.Folder.Run(job.Id).Checkpoint(settings.Checkpoints.Min());
                Directory.CreateDirectory(checkpoint);
                EarlyStarts starts = new(_store, slurm.Cluster);
                before = slurm.WaitingFor(job.Id);
                released = starts.Release(job.Id);
                again = starts.Release(job.Id);
                after = slurm.WaitingFor(job.Id);
                Directory.Delete(checkpoint);
            }

            return null;
        };

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded);
        Assert.InRange(released, 1, before - 1);                // those of the other checkpoint go on waiting
        Assert.Equal((before - released, 0), (after, again));
    }

    [Fact]
    public void Run_MixturesInStages_WaitForTheirTrunkAndShareAnArray()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, StagedStudy.Yaml)));
        FakeSlurm slurm = new(_store);

        StudyResult result = Run(slurm, plan: plan);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        string[] pretraining = [.. slurm.Scripts.Where(script => script.Contains("-pretraining-", StringComparison.Ordinal))];
        Assert.Equal(2, pretraining.Length);
        Assert.Contains("#SBATCH --array=0-0", pretraining[0], StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=0-1", pretraining[1], StringComparison.Ordinal);
        Assert.Contains("--dependency=afterok:", pretraining[1], StringComparison.Ordinal);
        Assert.All(plan.Jobs, job => Assert.All(job.Needs, need => Assert.True(slurm.Started.IndexOf(need) < slurm.Started.IndexOf(job.Id))));
    }

    [Fact]
    public void Run_MoreRunsThanAnArrayMayHold_SplitsIt()
    {
        FakeSlurm slurm = new(_store) { MaxArraySize = 2 };

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded);
        Assert.All(slurm.Scripts, script => Assert.Matches("--array=0-[01]%3\n", script));
    }

    [Fact]
    public void Run_Again_SubmitsNothing()
    {
        Run(new FakeSlurm(_store));
        FakeSlurm slurm = new(_store);

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded);
        Assert.Empty(slurm.Scripts);
    }

    [Fact]
    public void Run_LeftAndCalledAgain_FindsItsJobsInTheQueue()
    {
        FakeSlurm slurm = new(_store);
        StudyResult left = Run(slurm, wait: false);
        int submitted = slurm.Scripts.Count;

        StudyResult result = Run(slurm);

        Assert.True(left.Detached);
        Assert.True(result.Succeeded);
        Assert.Equal(submitted, slurm.Scripts.Count);
        Assert.Equal(slurm.Started.Count, slurm.Started.Distinct().Count());
    }

    [Fact]
    public void Run_FailedRun_StopsOnlyWhatNeedsItAndIsNotTriedAgain()
    {
        FakeSlurm slurm = new(_store) { Fate = job => job.Id.StartsWith("pretrain-de-", StringComparison.Ordinal) ? "FAILED" : null };

        StudyResult result = Run(slurm);

        Assert.False(result.Succeeded);
        Assert.Equal("made-up failure", Assert.Single(result.Failures, failure => !failure.Blocked).Reason);
        Assert.All(result.Failures.Where(failure => failure.Blocked), failure => Assert.StartsWith("not started, because pretrain-de-", failure.Reason, StringComparison.Ordinal));
        Assert.Single(slurm.Started, id => id.StartsWith("pretrain-de-", StringComparison.Ordinal));
        Assert.Contains(slurm.Started, id => id.StartsWith("rate-scratch-", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_MemberVanishes_IsHandedInAgainWithWhatWaitedForIt()
    {
        HashSet<string> vanished = [];
        FakeSlurm slurm = new(_store) { Fate = job => job.Stage == Stage.Pretraining && vanished.Add(job.Id) ? "NODE_FAIL" : null };

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Contains(_notices, notice => notice.Contains("left the queue without a result: NODE_FAIL", StringComparison.Ordinal) && notice.Contains(" is resubmitted: ", StringComparison.Ordinal));
    }

    // Network file systems show what another node renamed after seconds.
    [Fact]
    public void Run_ResultShowsLaterThanTheEndOfItsMember_IsWaitedFor()
    {
        LateResults late = new(_store);
        FakeSlurm slurm = new(_store) { Fate = job => late.Hide(job, MadeUp.Run) };

        StudyResult result = Run(slurm);

        late.Join();
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(slurm.Started.Distinct().Count(), slurm.Started.Count);
        Assert.DoesNotContain(_notices, notice => notice.Contains("is resubmitted", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ResultThatNeverShows_IsHandedInAgainWhenThePatienceIsOver()
    {
        HashSet<string> lost = [];
        FakeSlurm slurm = new(_store) { LostAfterSuccess = TimeSpan.FromSeconds(0.2), Fate = job => job.Stage == Stage.Pretraining && lost.Add(job.Id) ? "COMPLETED" : null };

        StudyResult result = Run(slurm);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Contains(_notices, notice => notice.Contains("left the queue without a result: COMPLETED", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_NodeThatAlwaysFails_EndsAfterTheRuleAndTheOthersGoOn()
    {
        FakeSlurm slurm = new(_store) { Fate = job => job.Id.StartsWith("pretrain-de-", StringComparison.Ordinal) ? "NODE_FAIL" : null };

        StudyResult result = Run(slurm);

        JobFailure failure = Assert.Single(result.Failures, failure => !failure.Blocked);
        Assert.Contains("left the queue without a result: NODE_FAIL", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(3, slurm.Started.Count(id => id == failure.Job.Id));   // retries: { times: 2 }
        Assert.All(_plan.Jobs.Where(job => !result.Failures.Any(other => other.Job.Id == job.Id)), job => Assert.True(_store.IsDone(job), job.Id));
    }

    [Fact]
    public void Run_MemberCancelledBySomebody_IsNotHandedInAgain()
    {
        FakeSlurm slurm = new(_store) { Fate = job => job.Id.StartsWith("pretrain-de-", StringComparison.Ordinal) ? "CANCELLED" : null };

        StudyResult result = Run(slurm);

        Assert.Contains("CANCELLED", Assert.Single(result.Failures, failure => !failure.Blocked).Reason, StringComparison.Ordinal);
        Assert.Single(slurm.Started, id => id.StartsWith("pretrain-de-", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancel_QueuedStudy_EmptiesTheQueue()
    {
        FakeSlurm slurm = new(_store);
        Run(slurm, wait: false);

        int cancelled = SlurmRunner.Cancel(_store.Folder, slurm.Cluster);

        Assert.True(cancelled > 0);
        Assert.Empty(slurm.Waiting);
    }

    [Fact]
    public void Submit_ControllerIsAwayForAMoment_TriesAgain()
    {
        FakeSlurm slurm = new(_store);
        slurm.Refusals.Enqueue(new SlurmAnswer(1, "", "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation"));

        Assert.True(Run(slurm).Succeeded);
    }

    [Fact]
    public void Submit_RefusedForGood_SaysWhy()
    {
        FakeSlurm slurm = new(_store);
        slurm.Refusals.Enqueue(new SlurmAnswer(1, "", "sbatch: error: invalid partition specified: main"));

        SlurmException exception = Assert.Throws<SlurmException>(() => Run(slurm));

        Assert.Matches("^sbatch rejected .*job\\.sh: sbatch: error: invalid partition specified: main\nhint: correct slurm: in the study file or its profile, and run again\\.$", exception.Message);
    }

    [Fact]
    public void Run_NoCluster_SaysSoAndWritesNothing()
    {
        SlurmException exception = Assert.Throws<SlurmException>(() => Run(new FakeSlurm(_store) { Down = true }));

        Assert.Equal("Slurm does not respond on this machine: Unable to contact slurm controller\nhint: run on a machine with Slurm, or leave out --executor slurm.", exception.Message);
        Assert.False(Directory.Exists(_store.Folder.Root));
    }

    [Fact]
    public void Status_QueuedStudy_SaysWhatWaits()
    {
        FakeSlurm slurm = new(_store);
        Run(slurm, wait: false);

        StudyStatus status = StudyStatus.Of(_store.Folder, slurm.Cluster);

        Assert.Equal(_plan.Jobs.Length, status.Jobs.Count(job => job.State is JobState.Queued or JobState.Done));
        Assert.All(status.Jobs.Where(job => job.State == JobState.Queued), job => Assert.Matches(@"^\d+_\d+$", job.SlurmJob));
    }

    [Fact]
    public void Status_QueueCannotBeAsked_TellsWhatTheFilesSay()
    {
        FakeSlurm slurm = new(_store);
        Run(slurm);
        slurm.Down = true;

        Assert.All(StudyStatus.Of(_store.Folder, slurm.Cluster).Jobs, job => Assert.Equal(JobState.Done, job.State));
    }

    [Fact]
    public void Program_Submitted_IsCopiedOnceByContent()
    {
        Run(new FakeSlurm(_store), wait: false);
        Run(new FakeSlurm(_store), wait: false);

        string copy = Assert.Single(Directory.GetDirectories(Path.Combine(_store.Folder.Root, "slurm", "program")));
        Assert.Equal("program", File.ReadAllText(Path.Combine(copy, "headwater.dll")));
    }

    private StudyResult Run(FakeSlurm slurm, bool wait = true, StudyPlan? plan = null) => SlurmRunner.Run(
        plan ?? _plan, _store, new RunOptions { Command = ["dotnet", _folder.Path("program", "headwater.dll")], Wait = wait, Notice = _notices.Add }.For(_plan.Spec), slurm.Cluster, null,
        TestContext.Current.CancellationToken);
}
