using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Where a study stands, read from its folder; nothing is changed.</summary>
public sealed record StudyStatus
{
    public required string Study { get; init; }

    public required ImmutableArray<StageStatus> Stages { get; init; }

    public required ImmutableArray<JobStatus> Jobs { get; init; }

    /// <exception cref="FileNotFoundException">Nothing was run there.</exception>
    public static StudyStatus Of(StudyFolder folder) => Of(folder, SlurmCluster.OfThisMachine);

    internal static StudyStatus Of(StudyFolder folder, SlurmCluster cluster)
    {
        StudyPlan plan = folder.ReadPlan();
        RunStore store = new(folder);
        SlurmStandings slurm = SlurmStandings.Of(folder, cluster);
        ImmutableArray<JobStatus> jobs = [.. plan.Jobs.Select(job => slurm.Over(JobStatus.Of(job, store)))];
        return new StudyStatus
        {
            Study = plan.Spec.Name,
            Jobs = jobs,
            Stages = [.. jobs.GroupBy(status => status.Job.Stage).OrderBy(stage => stage.Key).Select(stage => StageStatus.Of(stage.Key, [.. stage]))],
        };
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
    public required Job Job { get; init; }

    public required JobState State { get; init; }

    /// <summary>From the last logged step; also of an interrupted run, which will go on.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why the last attempt failed, or why it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>What Slurm calls it, while it is in the queue.</summary>
    public string? SlurmJob { get; init; }

    internal static JobStatus Of(Job job, RunStore store)
    {
        MetricsLine? line = job.Trains ? store.LastLine(job.Id) : null;
        return new JobStatus
        {
            Job = job,
            State = store.State(job),
            Progress = line is null ? null : new JobProgress(line.Step, job.Steps) { Tokens = line.Tokens, Loss = line.Loss, TokensPerSecond = line.TokensPerSecond },
            Reason = store.Failure(job.Id)?.Reason,
        };
    }
}
