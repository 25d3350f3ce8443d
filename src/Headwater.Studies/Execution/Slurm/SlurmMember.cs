namespace Headwater.Studies;

/// <summary>
/// A member of an array on its node: does the run that its place names, in a process of its own that it watches over, and tries it again by rule. Asked
/// to stop because time is up, it queues the run again once that has saved itself.
/// </summary>
public sealed class SlurmMember
{
    private const int MostRestartsWithoutSteps = 10;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly RunStore _store;
    private readonly RunOptions _options;
    private readonly JobOrder _order;
    private readonly RetryRule _retries;
    private readonly SlurmCluster _cluster;

    private SlurmMember(RunStore store, RunOptions options, string folder, SlurmCluster cluster)
    {
        _store = store;
        _cluster = cluster;
        _order = JobOrder.Parse(File.ReadLines(JobsFile(folder)).ElementAt(SlurmVariables.Index));
        _options = _order.Complete(options);
        _retries = _order.Retries;
    }

    /// <summary>Does one run.</summary>
    /// <param name="folder">The study.</param>
    /// <param name="array">Folder of the array.</param>
    /// <param name="options">How processes of runs are started and told to stop.</param>
    /// <param name="isOutOfTime">Asked after a stop: whether it was the signal before the time limit.</param>
    /// <param name="token">Cancelled to stop.</param>
    /// <exception cref="OperationCanceledException">It was stopped and can continue.</exception>
    /// <exception cref="JobFailedException">The run failed; the reason is recorded.</exception>
    public static void Run(StudyFolder folder, string array, RunOptions options, Func<bool> isOutOfTime, CancellationToken token) =>
        new SlurmMember(new RunStore(folder), options, array, SlurmCluster.OfThisMachine).Run(isOutOfTime, token).GetAwaiter().GetResult();

    internal static string JobsFile(string array) => Path.Combine(array, "jobs.jsonl");

    private async Task Run(Func<bool> isOutOfTime, CancellationToken token)
    {
        Job job = _order.Job;
        if (_store.IsDone(job))
            return;

        Directory.CreateDirectory(_store.Folder.Run(job.Id).Root);
        string before = Progress();
        JobOutcome outcome = await Attempt(job, token);
        if (outcome is { Cancelled: true } && isOutOfTime())
            outcome = GoOnLater(job, before);
        if (outcome.Reason is not null)
            throw new JobFailedException(job, outcome.Reason);
        if (outcome.Cancelled)
            throw new OperationCanceledException(token);
    }

    private async Task<JobOutcome> Attempt(Job job, CancellationToken token)
    {
        try
        {
            if (SlurmVariables.Job is { } self)
                await SlurmClaim.Take(self, _store, job, _cluster, token);
            if (await Missing(job, token) is { } missing)
                return Fail(job, $"{job.Id} needs {missing}, which is not done. Run the study again.", FailureKind.InputOutput);
            if (job.Settings is PretrainingSettings settings && CapacityCheck.Shortage(settings, _store) is { } shortage)
                return Fail(job, shortage, FailureKind.Error);

            using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(token);
            Task releases = job.Settings is PretrainingSettings ? new EarlyStarts(_store, _cluster).Follow(job.Id, ended.Token) : Task.CompletedTask;
            using ProcessExecutor executor = new(_store, _options, new InProcessExecutor(new JobRunner(_store, _options)), DeviceSlots.None);
            JobOutcome outcome = await new RetryingExecutor(executor, _retries, _options.Notice).Run(job, _ => { }, token);
            await ended.CancelAsync();
            await releases;
            return outcome;
        }
        catch (OperationCanceledException)
        {
            return JobOutcome.Stopped;
        }
    }

    // Slurm starts a member when what it needs has ended well; its files may show a little later.
    private async Task<string?> Missing(Job job, CancellationToken token)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += Poll)
        {
            string? missing = job.Needs.FirstOrDefault(need => !File.Exists(_store.Folder.Run(need).DoneFile) && !StandingCheckpoint.IsWhat(job, need, _store.Folder));
            if (missing is null || waited >= LateFiles.OfAnotherNode)
                return missing;
            await Task.Delay(Poll, token);
        }
    }

    private JobOutcome GoOnLater(Job job, string before)
    {
        bool advanced = job.Trains ? Progress() != before : SlurmVariables.Restarts < MostRestartsWithoutSteps;
        if (!advanced)
            return Fail(job, "the run reached its time limit before it could save one further step, and would do so again. Raise slurm.time, or lower slurm.signal.", FailureKind.Error);
        if (_order.Requeue && SlurmVariables.Job is { } self && !_cluster.Requeue(self))
            _options.Notice($"scontrol could not requeue {self}; headwater run resumes {job.Id}.");
        return JobOutcome.Stopped;
    }

    private JobOutcome Fail(Job job, string reason, FailureKind kind)
    {
        _store.Fail(job.Id, new RunFailure(reason, null, DateTimeOffset.UtcNow) { Kind = kind });
        return JobOutcome.Failed(reason, kind);
    }

    // What a run has saved so far, checkpoints and states: the names hold the steps.
    private string Progress()
    {
        string root = _store.Folder.Run(_order.Job.Id).Root;
        return !Directory.Exists(root) ? "" : _order.Job.IsOfTrainer ? FolderState.Of(Path.Combine(root, RunFolder.ResumeName)) + FolderState.Of(Path.Combine(root, RunFolder.CheckpointsName)) : string.Join('\n', Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }
}
