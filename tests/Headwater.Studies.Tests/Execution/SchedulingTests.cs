namespace Headwater.Studies.Tests;

/// <summary>The runner with an executor that trains nothing.</summary>
public sealed class SchedulingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StudyPlan _plan;
    private readonly RunStore _store;

    public SchedulingTests()
    {
        // Token counts are checked after the corpora are tokenised, so these are done for real.
        _plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));
        _store = new RunStore(new StudyFolder(_folder.Path("out")));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FailedJob_StopsOnlyWhatNeedsIt()
    {
        FakeExecutor executor = new(_store) { Fails = id => id.StartsWith("pretrain-de-", StringComparison.Ordinal) };

        StudyResult result = StudyRunner.Run(_plan, _store, executor, jobs: 2, progress: null, TestContext.Current.CancellationToken);

        Assert.False(result.Succeeded);
        Assert.Equal("fake failure", Assert.Single(result.Failures, failure => !failure.Blocked).Reason);
        Assert.All(result.Failures.Where(failure => failure.Blocked), failure =>
            Assert.StartsWith("not started, because pretrain-de-", failure.Reason, StringComparison.Ordinal));
        Assert.Contains(executor.Started, id => id.StartsWith("pretrain-en-de-", StringComparison.Ordinal) || id.StartsWith("pretrain-en+de-", StringComparison.Ordinal));
        Assert.Contains(executor.Started, id => id.StartsWith("rate-scratch-", StringComparison.Ordinal));
        Assert.DoesNotContain(executor.Started, id => id.StartsWith("rate-pretrained-", StringComparison.Ordinal));
        Assert.Equal(1, StudyStatus.Of(_store.Folder).Stages.Single(stage => stage.Stage == Stage.Pretraining).Failed);
    }

    [Fact]
    public void Run_DiskThatFailsUnderOneJob_FailsThatJobAlone()
    {
        FakeExecutor executor = new(_store) { Meanwhile = id => { if (id.StartsWith("pretrain-de-", StringComparison.Ordinal)) throw new FileNotFoundException("made-up disk"); } };

        StudyResult result = StudyRunner.Run(_plan, _store, executor, jobs: 2, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal("made-up disk", Assert.Single(result.Failures, failure => !failure.Blocked).Reason);
        Assert.Contains(executor.Started, id => id.StartsWith("rate-scratch-", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_AfterAFailure_TriesItAgainAndNothingElseTwice()
    {
        FakeExecutor failing = new(_store) { Fails = id => id.StartsWith("pretrain-de-", StringComparison.Ordinal) };
        StudyRunner.Run(_plan, _store, failing, jobs: 2, progress: null, TestContext.Current.CancellationToken);
        FakeExecutor executor = new(_store);

        StudyResult result = StudyRunner.Run(_plan, _store, executor, jobs: 2, progress: null, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded);
        Assert.Single(failing.Started.Intersect(executor.Started));
        Assert.Equal(_plan.Jobs.Length, result.JobsDone);
    }

    [Fact]
    public void Run_TwoJobs_NeverStartsMoreAndNeverTooEarly()
    {
        FakeExecutor executor = new(_store);

        StudyRunner.Run(_plan, _store, executor, jobs: 2, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(2, executor.Most);
        Assert.Equal(_plan.Jobs.Length, executor.Started.Count);
        foreach (Job job in _plan.Jobs)
            Assert.All(job.Needs, need => Assert.True(executor.Started.IndexOf(need) < executor.Started.IndexOf(job.Id)));
    }

    [Fact]
    public void Run_CheckpointBeforeTheEndOfItsTrajectory_IsFinetunedAtOnce()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal)
            .Replace("mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "mixtures: { de: { de: 1 } }", StringComparison.Ordinal))));
        using ManualResetEventSlim finetuned = new();
        FakeExecutor executor = new(_store)
        {
            Early = job => job.Settings is PretrainingSettings ? finetuned : null,
            Meanwhile = id =>
            {
                if (id.StartsWith("finetune-de-1000-", StringComparison.Ordinal))
                    finetuned.Set();
            },
        };

        StudyResult result = StudyRunner.Run(plan, _store, executor, jobs: 2, progress: null, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded);
        Assert.True(finetuned.IsSet);
        Assert.DoesNotContain("late", executor.Started);
    }

    [Fact]
    public void Run_FailedTrajectory_StillFinetunesTheCheckpointsItLeft()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal))));
        Job trajectory = plan.Jobs.First(job => job.Settings is PretrainingSettings { Mixture: "de" });
        Directory.CreateDirectory(_store.Folder.Run(trajectory.Id).Checkpoint(1000));
        RecordFile.WriteJson(_store.Folder.Run(trajectory.Id).CheckpointFile(1000), MadeUp.Checkpoint(1000));
        FakeExecutor executor = new(_store) { Fails = id => id == trajectory.Id };

        StudyResult result = StudyRunner.Run(plan, _store, executor, jobs: 1, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Failures.Count(failure => failure.Blocked));                     // of 2K, at both sizes
        Assert.Equal([1000.0], ObservationCollector.Collect(plan, _store).Rows.Where(row => row.PretrainingData == "de").Select(row => row.PretrainingTokens!.Value).Distinct());
    }

    [Fact]
    public void Run_Cancelled_StartsNothingMore()
    {
        using CancellationTokenSource stop = new();
        FakeExecutor executor = new(_store) { Meanwhile = id => { if (id.StartsWith("pretrain-", StringComparison.Ordinal)) stop.Cancel(); } };

        StudyResult result = StudyRunner.Run(_plan, _store, executor, jobs: 1, progress: null, stop.Token);

        Assert.True(result.Cancelled);
        Assert.Empty(result.Failures);
        Assert.StartsWith("pretrain-", executor.Started[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_store.Folder.ObservationsFile));
    }

    [Fact]
    public void Run_MoreTokensThanTheCorpusHolds_IsAFaultBeforeTraining()
    {
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("[1K, 2K]", "[1K, 1M]", StringComparison.Ordinal)));
        FakeExecutor executor = new(_store);

        StudySpecException exception = Assert.Throws<StudySpecException>(() =>
            StudyRunner.Run(StudyPlanner.Plan(spec), _store, executor, jobs: 1, progress: null, TestContext.Current.CancellationToken));

        Assert.Equal(2, exception.Faults.Length);
        Assert.Matches(
            @"^study\.yaml\(10\): pretraining\.tokens asks for 1M tokens of the mixture de \(1000008 in whole steps\), but its corpora have only \d+ without repeating \(de has \d+ at rate 1\)\.\n"
            + @"hint: lower pretraining\.tokens, add text, or set repeat: true under pretraining\.$", exception.Faults[0].ToString());
        Assert.DoesNotContain(executor.Started, id => id.StartsWith("pretrain-", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_RepeatAllowed_TakesMoreTokensThanTheCorpusHolds()
    {
        StudySpec spec = StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("[1K, 2K]", "[1K, 1M]\n  repeat: true", StringComparison.Ordinal)));

        Assert.True(StudyRunner.Run(StudyPlanner.Plan(spec), _store, new FakeExecutor(_store), jobs: 1, progress: null, TestContext.Current.CancellationToken).Succeeded);
    }

    [Fact]
    public void Run_FolderThatCannotBeWritten_SaysSo()
    {
        string file = _folder.Write("occupied", "");
        StudyFolder output = new(Path.Combine(file, "out"));

        UnauthorizedAccessException exception = Assert.Throws<UnauthorizedAccessException>(() =>
            StudyRunner.Run(_plan, new RunStore(output), new FakeExecutor(_store), jobs: 1, progress: null, TestContext.Current.CancellationToken));

        Assert.StartsWith($"The study's folder {output.Root} cannot be written: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("\nhint: choose another folder with --out.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderOfAnotherStudy_IsRefused()
    {
        StudyRunner.Run(_plan, _store, new FakeExecutor(_store), jobs: 1, progress: null, TestContext.Current.CancellationToken);
        StudyPlan other = _plan with { Spec = _plan.Spec with { Name = "other" } };

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            StudyRunner.Run(other, _store, new FakeExecutor(_store), jobs: 1, progress: null, TestContext.Current.CancellationToken));

        Assert.Equal($"The folder {_store.Folder.Root} belongs to the study \"tiny\", not \"other\".\nhint: choose another folder with --out.", exception.Message);
    }

    [Fact]
    public void RunJob_UnknownId_OffersTheNearest()
    {
        _store.Folder.Prepare(_plan);
        string id = _plan.Jobs[1].Id;

        ArgumentException exception = Assert.Throws<ArgumentException>(() => StudyRunner.RunJob(_store.Folder, id[..^1] + "_", new RunOptions(), token: TestContext.Current.CancellationToken));

        Assert.StartsWith($"The study tiny has no job {id[..^1]}_. Did you mean {id}?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_HeldRun_IsRunningAndWaitedFor()
    {
        RunFolder run = _store.Folder.Run(_plan.Jobs[0].Id);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));

        using (RunLock.Acquire(run, TestContext.Current.CancellationToken))
        {
            Assert.Equal(JobState.Running, _store.State(_plan.Jobs[0]));
            Assert.ThrowsAny<OperationCanceledException>(() => RunLock.Acquire(run, stop.Token));
        }

        Assert.Equal(JobState.ToDo, _store.State(_plan.Jobs[0]));
    }

    /// <summary>Does the light jobs for real and makes up results for the others.</summary>
    private sealed class FakeExecutor(RunStore store) : IJobExecutor
    {
        private readonly JobRunner _real = new(store, new RunOptions());
        private int _running;

        public Func<string, bool> Fails { get; init; } = _ => false;

        public Action<string> Meanwhile { get; init; } = _ => { };

        /// <summary>A trajectory that leaves its checkpoints at once and ends only when this is set.</summary>
        public Func<Job, ManualResetEventSlim?> Early { get; init; } = _ => null;

        public List<string> Started { get; } = [];

        public int Most { get; private set; }

        public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
        {
            lock (Started)
            {
                Started.Add(job.Id);
                Most = Math.Max(Most, ++_running);
            }

            await Task.Yield();
            Thread.Sleep(2);
            if (Early(job) is { } end)
            {
                foreach (long tokens in ((PretrainingSettings)job.Settings).Checkpoints)
                    Directory.CreateDirectory(store.Folder.Run(job.Id).Checkpoint(tokens));
                if (!await Task.Run(() => end.Wait(TimeSpan.FromSeconds(30), token), token))
                    Started.Add("late");
            }

            Meanwhile(job.Id);
            JobOutcome outcome = Do(job, progress);
            lock (Started)
                _running--;
            return outcome;
        }

        private JobOutcome Do(Job job, Action<JobProgress> progress)
        {
            if (Fails(job.Id))
            {
                store.Fail(job.Id, "fake failure");
                return JobOutcome.Failed("fake failure");
            }

            return job.Trains ? MadeUp.Run(job, store) : _real.Run(job, progress, CancellationToken.None);
        }
    }
}
