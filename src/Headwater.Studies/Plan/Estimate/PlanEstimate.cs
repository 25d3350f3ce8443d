using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// What a study will take: time, FLOPs, memory, disk and money, job by job, with what is done already left out of what is left. For people; no result
/// depends on it.
/// </summary>
public sealed record PlanEstimate
{
    /// <summary>In the plan's order.</summary>
    public required ImmutableArray<JobEstimate> Jobs { get; init; }

    public required ImmutableArray<StageEstimate> Stages { get; init; }

    public required StageEstimate Total { get; init; }

    /// <summary>Where speeds come from.</summary>
    public required string Source { get; init; }

    /// <summary>Runs at a time.</summary>
    public required int JobsAtATime { get; init; }

    /// <summary>Wall seconds of what is left, by the graph and with so many runs at a time.</summary>
    public required double WallSecondsLeft { get; init; }

    /// <summary>Wall seconds of all of it, as if nothing was done.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Wall seconds of the longest chain of jobs that is left: no number of devices is faster.</summary>
    public required double CriticalPathSeconds { get; init; }

    /// <summary>The jobs of that chain, in order.</summary>
    public required ImmutableArray<string> CriticalPath { get; init; }

    /// <summary>The most memory that runs need at the same time, in bytes.</summary>
    public required long MemoryAtOnceBytes { get; init; }

    public Price? Price { get; init; }

    /// <summary>Judged by the calibration or the device given, and corrected by the study's own finished runs.</summary>
    public static PlanEstimate Of(StudyPlan plan, StudyFolder folder, EstimateOptions options)
    {
        RunStore store = new(folder);
        JobReasons reasons = new(plan);
        WorkSpeed speed = SpeedOf(plan, options);
        ImmutableArray<JobEstimate> jobs = [.. plan.Jobs.AsParallel().AsOrdered().Select(job => Of(job, reasons.Of(job), speed, store))];
        FinishedRuns finished = FinishedRuns.Of(jobs, store);
        return Of([.. jobs.Select(finished.Correct)], speed, finished, options);
    }

    private static PlanEstimate Of(ImmutableArray<JobEstimate> jobs, WorkSpeed speed, FinishedRuns finished, EstimateOptions options)
    {
        IReadOnlyList<Slot?> slots = ScheduleSimulation.Run(jobs, options.Jobs, speed.StartSeconds);
        ImmutableArray<JobEstimate> scheduled = [.. jobs.Zip(slots, (job, slot) => job with { Slot = slot })];
        (double critical, ImmutableArray<string> path) = LongestChain.Of(scheduled);
        return new PlanEstimate
        {
            Jobs = scheduled,
            Stages = [.. scheduled.GroupBy(job => job.Job.Stage).OrderBy(stage => stage.Key).Select(stage => StageEstimate.Of(stage.Key, [.. stage]))],
            Total = StageEstimate.Of(null, scheduled),
            Source = finished.Corrects ? $"{speed.Source}; corrected by this study's finished runs" : speed.Source,
            JobsAtATime = options.Jobs,
            WallSecondsLeft = End(slots),
            WallSeconds = End(ScheduleSimulation.Run([.. jobs.Select(job => job with { Done = 0 })], options.Jobs, speed.StartSeconds)),
            CriticalPathSeconds = critical,
            CriticalPath = path,
            MemoryAtOnceBytes = MemoryAtOnce(scheduled),
            Price = options.Price,
        };
    }

    private static WorkSpeed SpeedOf(StudyPlan plan, EstimateOptions options)
    {
        if (options.Device is null && options.Calibration is { } calibration)
            return new CalibratedSpeed(calibration, plan.VocabularyOrAsked);
        return options.Device is { } device ? RatedSpeed.Of(device, plan, options.Text) : RatedSpeed.Assumed(plan, options.MatrixRate, options.Text);
    }

    private static JobEstimate Of(Job job, string reason, WorkSpeed speed, RunStore store)
    {
        JobCost cost = speed.Cost(job);
        return new JobEstimate
        {
            Job = job, Reason = reason, Seconds = speed.Seconds(job, cost), Tokens = cost.Tokens, Work = cost.Flops, MemoryBytes = cost.MemoryBytes, DiskBytes = cost.DiskBytes,
            Done = ShareDone(job, store), ValidationDecodingSeconds = job.Settings is FinetuningSettings finetuning ? speed.ValidationDecodingSeconds(finetuning) : 0,
        };
    }

    private static double ShareDone(Job job, RunStore store) =>
        store.IsDone(job) ? 1 : job.Steps == 0 || store.LastLine(job.Id) is not { } line ? 0 : Math.Min(0.99, JobProgress.Of(line, job.Steps).Fraction);

    private static double End(IEnumerable<Slot?> slots) => slots.Max(slot => slot?.End) ?? 0;

    // At the beginning of some run the most run together.
    private static long MemoryAtOnce(ImmutableArray<JobEstimate> jobs)
    {
        (double At, long Bytes)[] changes = [.. jobs.Where(job => job.Slot is not null)
            .SelectMany(job => new[] { (job.Slot!.Value.Start, job.MemoryBytes), (job.Slot.Value.End, -job.MemoryBytes) })
            .OrderBy(change => change.Item1).ThenBy(change => change.Item2)];
        long now = 0;
        long most = 0;
        foreach ((_, long bytes) in changes)
        {
            now += bytes;
            most = Math.Max(most, now);
        }

        return most;
    }
}
