using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What was expected of the runs that are done, and what they took. Ratios are actual over estimated.</summary>
public sealed record PlanActuals
{
    /// <summary>Where the estimates came from.</summary>
    public required string Source { get; init; }

    public required ImmutableArray<StageActuals> Stages { get; init; }

    /// <summary>All stages together.</summary>
    public required StageActuals Total { get; init; }

    public required StudyTimes Times { get; init; }

    /// <summary>Wall seconds of the whole study as they were expected; null until all runs are done.</summary>
    public double? WallSecondsEstimated { get; init; }

    /// <summary>The runs over time as they were expected.</summary>
    public ImmutableArray<TimelineBar> Planned { get; init; } = [];

    /// <summary>The finished runs over time.</summary>
    public ImmutableArray<TimelineBar> Ran { get; init; } = [];

    /// <summary>Of a study's folder, by the estimate that was made when it began, or, in folders without one, by one made now. Without timelines.</summary>
    internal static PlanActuals? Of(ImmutableArray<JobOutline> jobs, RunStore store)
    {
        Dictionary<string, RunUse> uses = StudyTimes.Uses(jobs, store);
        return uses.Count == 0 ? null : Of(jobs, uses, KeptEstimate.Read(store.Folder) ?? EstimateNow(store.Folder.ReadPlan(), store, jobs, uses));
    }

    /// <summary>The same with the runs over time.</summary>
    public static PlanActuals? Of(StudyPlan plan, RunStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<JobOutline> jobs = [.. plan.Jobs.Select(JobOutline.Of)];
        Dictionary<string, RunUse> uses = StudyTimes.Uses(jobs, store);
        if (uses.Count == 0)
            return null;
        KeptEstimate estimate = KeptEstimate.Read(store.Folder) ?? EstimateNow(plan, store, jobs, uses);
        PlanActuals actuals = Of(jobs, uses, estimate);
        return actuals with { Planned = Timeline.Planned(plan, estimate, Math.Max(1, actuals.Times.Places)), Ran = Timeline.Actual(jobs, uses) };
    }

    private static KeptEstimate EstimateNow(StudyPlan plan, RunStore store, ImmutableArray<JobOutline> jobs, Dictionary<string, RunUse> uses) =>
        KeptEstimate.Of(plan, store.Folder, EstimateOptions.Known(plan, store.Folder, Math.Max(1, StudyTimes.Of(jobs, uses).Places)));

    private static PlanActuals Of(ImmutableArray<JobOutline> jobs, Dictionary<string, RunUse> uses, KeptEstimate estimate)
    {
        JobOutline[] done = [.. jobs.Where(job => uses.ContainsKey(job.Id) && estimate.Jobs.ContainsKey(job.Id))];
        return new PlanActuals
        {
            Source = estimate.Source,
            Stages = [.. done.GroupBy(job => job.Stage).OrderBy(stage => stage.Key).Select(stage => StageActuals.Of(stage.Key, [.. stage.Select(job => (estimate.Jobs[job.Id], uses[job.Id]))]))],
            Total = StageActuals.Of(null, [.. done.Select(job => (estimate.Jobs[job.Id], uses[job.Id]))]),
            Times = StudyTimes.Of(jobs, uses),
            WallSecondsEstimated = done.Length == jobs.Length ? estimate.WallSeconds : null,
        };
    }
}

/// <summary>One stage: sums over its finished runs, and the most memory of one.</summary>
public sealed record StageActuals
{
    public Stage? Stage { get; init; }

    public required int Jobs { get; init; }

    public required Expectation Seconds { get; init; }

    /// <summary>Useful work of training.</summary>
    public required Expectation Flops { get; init; }

    public required Expectation MemoryBytes { get; init; }

    public required Expectation DiskBytes { get; init; }

    internal static StageActuals Of(Stage? stage, IReadOnlyCollection<(KeptJob Estimate, RunUse Use)> runs) => new()
    {
        Stage = stage,
        Jobs = runs.Count,
        Seconds = new(runs.Sum(run => run.Estimate.Seconds), runs.Sum(run => run.Use.Seconds)),
        Flops = new(runs.Sum(run => run.Estimate.Flops), runs.Sum(run => run.Use.Flops)),
        MemoryBytes = new(runs.Where(run => run.Estimate.MemoryBytes > 0).Select(run => run.Estimate.MemoryBytes).DefaultIfEmpty().Max(),
            runs.Where(run => run.Estimate.MemoryBytes > 0).Select(run => run.Use.MemoryBytes).DefaultIfEmpty().Max()),
        DiskBytes = new(runs.Sum(run => run.Estimate.DiskBytes), runs.Sum(run => run.Use.DiskBytes)),
    };
}

/// <summary>A number as it was expected and as it came out.</summary>
public readonly record struct Expectation(double Estimated, double Actual)
{
    /// <summary>Actual over estimated; null where one of them is nothing.</summary>
    public double? Ratio => Estimated > 0 && Actual > 0 ? Actual / Estimated : null;
}
