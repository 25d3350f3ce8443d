using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Where a study stands, read from its folder; nothing is changed.</summary>
public sealed record StudyStatus
{
    public required string Study { get; init; }

    public required ImmutableArray<StageStatus> Stages { get; init; }

    public required ImmutableArray<JobStatus> Jobs { get; init; }

    /// <summary>What was expected of the finished runs, and what they took; null where none is finished.</summary>
    public PlanActuals? Actuals { get; init; }

    /// <exception cref="FileNotFoundException">Nothing was run there.</exception>
    public static StudyStatus Of(StudyFolder folder) => Of(folder, SlurmCluster.OfThisMachine);

    internal static StudyStatus Of(StudyFolder folder, SlurmCluster cluster)
    {
        PlanOutline plan = folder.ReadOutline();
        RunStore store = new(folder);
        SlurmStandings slurm = SlurmStandings.Of(folder, cluster);
        Dictionary<string, StoppedRun> stopped = StoppedRun.Still(store).ToDictionary(run => run.Id, StringComparer.Ordinal);
        ImmutableArray<JobStatus> jobs = WithKept(KeptRows.Read(folder), [.. plan.Jobs.AsParallel().AsOrdered().Select(job => slurm.Over(JobStatus.Of(job, store)).With(stopped.GetValueOrDefault(job.Id)))]);
        return new StudyStatus
        {
            Study = plan.Spec.Name,
            Jobs = jobs,
            Actuals = PlanActuals.Of(plan.Jobs, store),
            Stages = [.. jobs.GroupBy(status => status.Job.Stage).OrderBy(stage => stage.Key).Select(stage => StageStatus.Of(stage.Key, [.. stage]))],
        };
    }

    // A finetuning whose rows were kept is done, and so is what only such finetunings need.
    private static ImmutableArray<JobStatus> WithKept(KeptRows kept, ImmutableArray<JobStatus> jobs)
    {
        if (kept.IsEmpty)
            return jobs;
        Dictionary<string, JobStatus> all = jobs.ToDictionary(job => job.Job.Id, StringComparer.Ordinal);
        ILookup<string, string> users = jobs.SelectMany(job => job.Job.Needs.Select(need => (need, job.Job.Id))).ToLookup(use => use.need, use => use.Id, StringComparer.Ordinal);
        foreach (JobStatus job in jobs.Reverse().Where(job => job.State == JobState.ToDo))
        {
            bool unneeded = users[job.Job.Id].Any() && users[job.Job.Id].All(user => all[user].State == JobState.Done);
            if (kept.Holds(job.Job.Id) || unneeded)
                all[job.Job.Id] = job with { State = JobState.Done, Reason = null };
        }

        return [.. jobs.Select(job => all[job.Job.Id])];
    }
}

/// <summary>How many jobs of a stage are where.</summary>
public sealed record StageStatus(Stage Stage, int Done, int Running, int Queued, int Failed, int ToDo)
{
    public int Total => Done + Running + Queued + Failed + ToDo;

    internal static StageStatus Of(Stage stage, ImmutableArray<JobStatus> jobs) => new(
        stage,
        jobs.Count(job => job.State == JobState.Done),
        jobs.Count(job => job.State == JobState.Running),
        jobs.Count(job => job.State == JobState.Queued),
        jobs.Count(job => job.State == JobState.Failed),
        jobs.Count(job => job.State == JobState.ToDo));
}

/// <summary>Where one job stands.</summary>
public sealed record JobStatus
{
    public required JobOutline Job { get; init; }

    public required JobState State { get; init; }

    /// <summary>From the last logged step; also of an interrupted run, which will continue.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why the last attempt failed, or why it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>How a finished finetuning went; null of other jobs.</summary>
    public FinetuningEnd? End { get; init; }

    /// <summary>Why <c>run --until decided</c> stopped it short of its last checkpoint; null where it did not, or where it was continued since.</summary>
    public StoppedRun? Stopped { get; init; }

    /// <summary>The state in a word; that of a stopped one goes before what is left to do.</summary>
    public string Word => Stopped is not null ? "stopped" : State.Word();

    /// <summary>What Slurm calls it, while it is in the queue.</summary>
    public string? SlurmJob { get; init; }

    internal static JobStatus Of(JobOutline job, RunStore store)
    {
        JobState state = store.State(job);
        FinetuningEnd? end = state == JobState.Done && job.Stage == Stage.Finetuning ? RecordFile.ReadJson<FinetuningEnd>(store.Folder.Run(job.Id).ResultFile) : null;
        return new JobStatus { Job = job, State = state, End = end, Progress = ProgressOf(job, state, store), Reason = state == JobState.Done ? null : store.Failure(job.Id)?.Reason };
    }

    internal JobStatus With(StoppedRun? stopped) => stopped is null || State is not (JobState.ToDo or JobState.Done) ? this : this with { Stopped = stopped, Reason = stopped.ToString() };

    // A finished run went to its last step, unless it was allowed to stop before.
    private static JobProgress? ProgressOf(JobOutline job, JobState state, RunStore store)
    {
        if (!job.Trains)
            return null;
        if (state == JobState.Done && job.Settings.Patience is null)
            return new JobProgress(job.Steps, job.Steps);
        return store.LastLine(job.Id) is { } line
            ? new JobProgress(line.StepsDone ?? line.Step, job.Steps) { Tokens = line.Tokens, Loss = line.Loss, TokensPerSecond = line.TokensPerSecond }
            : null;
    }
}

/// <summary>Outcome of a finished finetuning; both are null for runs of versions that did not record it.</summary>
public sealed record FinetuningEnd
{
    public FinetuningCourse? Course { get; init; }

    /// <summary>What its outputs on the test set look like; null also where nothing is generated.</summary>
    public OutputCounts? Outputs { get; init; }
}
