using System.Collections.Immutable;
using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>
/// Follows a study that Slurm runs: by the files of its runs first, and by the queue where they do not say enough. A run that has left the queue without a
/// result is lost: it is handed in again by rule, unless somebody cancelled it.
/// </summary>
internal sealed class SlurmWatch(StudyPlan plan, RunStore store, SlurmCluster cluster, ProgressTracker tracker)
{
    private const double Slowing = 1.3;

    private readonly List<Job> _open = [.. plan.Jobs.Where(job => !store.IsDone(job))];
    private readonly Dictionary<string, long> _steps = [];
    private readonly Dictionary<string, Stopwatch> _missing = [];
    private readonly Dictionary<string, Job> _roots = [];

    public int Done => plan.Jobs.Length - _open.Count - Failures.Count - Lost.Count;

    public List<JobFailure> Failures { get; } = [];

    /// <summary>Runs that left the queue without a result, and those that waited for them, with what is known of it.</summary>
    public List<JobFailure> Lost { get; } = [];

    /// <summary>Returns when every run is done, failed or lost; throws when it is cancelled, and the jobs continue.</summary>
    public async Task Follow(CancellationToken token)
    {
        _open.AddRange(Lost.Select(lost => lost.Job));
        Lost.Clear();
        _missing.Clear();
        _roots.Clear();
        SlurmPatience patience = cluster.Patience;
        TimeSpan pause = patience.ShortestPoll;
        while (Look() is var changed && _open.Count > 0)
        {
            pause = changed ? patience.ShortestPoll : TimeSpan.FromTicks(Math.Min((pause * Slowing).Ticks, patience.LongestPoll.Ticks));
            await Task.Delay(pause, token);
        }
    }

    // One round; whether anything was new.
    private bool Look()
    {
        int before = _open.Count;
        Dictionary<string, QueuedMember>? queued = SlurmQueue.Of(store.Folder, cluster);
        Dictionary<string, string>? last = null;
        bool moved = false;
        foreach (Job job in _open.ToArray())
        {
            if (store.IsDone(job))
                Close(job, JobState.Done);
            else if (queued?.GetValueOrDefault(job.Id) is { } member)
                moved |= member.Runs && Advance(job);
            else if (queued is not null)
                Judge(job, (last ??= SlurmQueue.Last(store.Folder)).GetValueOrDefault(job.Id));
        }

        return moved || _open.Count < before;
    }

    private bool Advance(Job job)
    {
        _missing.Remove(job.Id);
        MetricsLine? line = job.Trains ? store.LastLine(job.Id) : null;
        long step = line?.StepsDone ?? line?.Step ?? 0;
        if (_steps.TryGetValue(job.Id, out long known) && known == step)
            return false;
        _steps[job.Id] = step;
        tracker.Report(job, JobState.Running, line is null ? null : JobProgress.Of(line, job.Steps));
        return true;
    }

    private void Judge(Job job, string? id)
    {
        if (store.Failure(job.Id) is { } failure)
            End(job, failure.Reason, Failures);
        else if (job.Needs.Select(need => Failures.Find(other => other.Job.Id == need)).FirstOrDefault(other => other is not null) is { } cause)
            Block(job, cause, Failures);
        else if (job.Needs.Select(need => Lost.Find(other => other.Job.Id == need)).FirstOrDefault(other => other is not null) is { } lost)
            Block(job, lost, Lost);
        else if (job.Needs.All(need => File.Exists(store.Folder.Run(need).DoneFile)))
            JudgeByState(job, id);
    }

    private void JudgeByState(Job job, string? id)
    {
        if (!_missing.TryGetValue(job.Id, out Stopwatch? since))
            _missing[job.Id] = since = Stopwatch.StartNew();
        if (since.Elapsed < cluster.Patience.Lost)
            return;

        string? state = id is null ? null : cluster.StateOf(id);
        if (state == "COMPLETED" && since.Elapsed < cluster.Patience.LostAfterSuccess)
            return;
        string reason = $"Slurm's job {id ?? "(none)"} left the queue without a result{(state is null ? "" : $": {state}")}{LastWords(job)}";
        End(job, reason, state is "CANCELLED" or "DEADLINE" ? Failures : Lost);
    }

    private string LastWords(Job job)
    {
        const int most = 3;
        string log = store.Folder.Run(job.Id).LogFile;
        return File.Exists(log) ? $". The last lines of {log}: {string.Join(" | ", File.ReadLines(log).TakeLast(most))}" : ".";
    }

    private void Block(Job job, JobFailure cause, List<JobFailure> list)
    {
        Job root = _roots[job.Id] = _roots.GetValueOrDefault(cause.Job.Id, cause.Job);
        list.Add(new JobFailure(job, $"not started, because {root.Id} is not done.") { Blocked = true });
        _open.Remove(job);
    }

    private void End(Job job, string reason, List<JobFailure> list)
    {
        list.Add(new JobFailure(job, reason));
        _open.Remove(job);
        tracker.Report(job, JobState.Failed, reason: reason);
    }

    private void Close(Job job, JobState state)
    {
        _open.Remove(job);
        tracker.Report(job, state);
    }
}
