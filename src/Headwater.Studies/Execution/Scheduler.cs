namespace Headwater.Studies;

/// <summary>
/// Starts jobs in the plan's order as soon as what they need is there, a number at a time and as memory allows: a finetuning needs its checkpoint, and not the end of
/// the trajectory that leaves it. A failure stops only the jobs that need its result, and so does a review that finds a pretraining hopeless.
/// </summary>
internal sealed class Scheduler(StudyPlan plan, RunStore store, IJobExecutor executor, SchedulerLimits limits, ProgressTracker tracker)
{
    // Checkpoints are written by other processes, and nobody says when.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Task<JobOutcome>, Job> _running = [];
    private readonly HashSet<string> _short = [];
    private readonly Dictionary<string, CancellationTokenSource> _stops = [];

    /// <summary>Ids of the jobs that are done.</summary>
    public HashSet<string> Done { get; } = [.. plan.Jobs.Where(store.IsDone).Select(job => job.Id)];

    public List<JobFailure> Failures { get; } = [];

    /// <summary>Pretrainings that were stopped or not started by review.</summary>
    public List<StoppedRun> Stopped { get; } = [];

    /// <summary>Runs all jobs of some stages, or as many as can be run; false when it was cancelled.</summary>
    public async Task<bool> Run(Func<Stage, bool> stages, CancellationToken token)
    {
        List<Job> waiting = [.. plan.Jobs.Where(job => stages(job.Stage) && !Done.Contains(job.Id))];
        while (true)
        {
            Review(waiting);
            while (_running.Count < limits.Slots && !token.IsCancellationRequested && waiting.Find(IsReady) is { } next && HasRoom(next))
            {
                waiting.Remove(next);
                Start(next, token);
            }

            if (_running.Count == 0)
                break;
            if (await NextEnd(watches: limits.Review is not null || (_running.Count < limits.Slots && !token.IsCancellationRequested && waiting.Exists(WaitsForCheckpoint))) is not { } ended)
                continue;
            _running.Remove(ended, out Job? job);
            Record(job!, await ended);
        }

        foreach (Job blocked in token.IsCancellationRequested ? [] : waiting.Where(job => !NeedsWhatWasStopped(job)))
            Block(blocked);
        return !token.IsCancellationRequested;
    }

    // A stopped run saves itself and ends; what it has left stays, and its checkpoints are finetuned.
    private void Review(List<Job> waiting)
    {
        Job[] open = [.. _running.Values.Concat(waiting).Where(job => Stopped.TrueForAll(stopped => stopped.Id != job.Id))];
        foreach (StoppedRun stopped in limits.Review?.Look(open, Done.Count) ?? [])
        {
            Stopped.Add(stopped);
            bool runs = _stops.TryGetValue(stopped.Id, out CancellationTokenSource? stop);
            limits.Notice($"{stopped.Id} {(runs ? "is stopped" : "is not started")}: {stopped.Reason}.");
            waiting.RemoveAll(job => job.Id == stopped.Id);
            stop?.Cancel();
        }
    }

    private bool NeedsWhatWasStopped(Job job) => job.Needs.Any(need => !Done.Contains(need) && (Stopped.Exists(stopped => stopped.Id == need) || NeedsWhatWasStopped(plan.Find(need)!)));

    // The next job that ends; null where a checkpoint that something waits for may have come first.
    private async Task<Task<JobOutcome>?> NextEnd(bool watches)
    {
        if (!watches)
            return await Task.WhenAny(_running.Keys);
        using CancellationTokenSource ended = new();
        Task look = Task.Delay(BetweenLooks, ended.Token);
        Task first = await Task.WhenAny([.. _running.Keys, look]);
        await ended.CancelAsync();
        return first as Task<JobOutcome>;
    }

    private bool IsReady(Job job) => job.Needs.All(need => Done.Contains(need) || StandingCheckpoint.IsWhat(job, need, store.Folder));

    private bool WaitsForCheckpoint(Job job) => StandingCheckpoint.PretrainingOf(job) is { } pretraining && _running.Values.Any(running => running.Id == pretraining)
        && job.Needs.All(need => Done.Contains(need) || need == pretraining);

    // The first that is ready waits for its memory: smaller ones that pass it by would keep it waiting for ever.
    private bool HasRoom(Job job)
    {
        bool fits = limits.Memory.Fits(job, _running.Values);
        if (!fits && _short.Add(job.Id))
            limits.Notice(limits.Memory.Shortage(job, _running.Values));
        return fits;
    }

    private void Start(Job job, CancellationToken token)
    {
        tracker.Report(job, JobState.Running);
        CancellationTokenSource stop = _stops[job.Id] = CancellationTokenSource.CreateLinkedTokenSource(token);
        _running.Add(executor.Run(job, progress => tracker.Report(job, JobState.Running, progress), stop.Token), job);
    }

    private void Record(Job job, JobOutcome outcome)
    {
        if (_stops.Remove(job.Id, out CancellationTokenSource? stop))
            stop.Dispose();
        if (outcome.Reason is not null)
        {
            Failures.Add(new JobFailure(job, outcome.Reason));
            tracker.Report(job, JobState.Failed, reason: outcome.Reason);
        }
        else if (!outcome.Cancelled)
        {
            Done.Add(job.Id);
            Stopped.RemoveAll(stopped => stopped.Id == job.Id);     // it ended before it was told
            tracker.Report(job, JobState.Done);
        }
        else if (Stopped.Exists(stopped => stopped.Id == job.Id))
        {
            tracker.Report(job, JobState.ToDo);
        }
    }

    private void Block(Job job) =>
        Failures.Add(new JobFailure(job, $"not started, because {Cause(job).Id} is not done.") { Blocked = true });

    // The job at the root of the chain: itself tried and failed.
    private Job Cause(Job job) => job.Needs.FirstOrDefault(need => !Done.Contains(need)) is { } missing ? Cause(plan.Find(missing)!) : job;
}

/// <summary>How many runs at a time, and in how much memory.</summary>
internal sealed record SchedulerLimits(int Slots, MemoryBudget Memory, Action<string> Notice)
{
    /// <summary>Says which pretrainings need not run; null where all do.</summary>
    public RunReview? Review { get; init; }
}
