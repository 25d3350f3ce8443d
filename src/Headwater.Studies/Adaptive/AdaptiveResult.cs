using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>What a study that decided as it went did and left undone: <c>adaptive.json</c>.</summary>
public sealed record AdaptiveResult
{
    /// <summary>How the last batch of runs ended.</summary>
    public required StudyResult Result { get; init; }

    public required AdaptiveOptions Options { get; init; }

    public required ImmutableArray<AdaptiveStep> Steps { get; init; }

    /// <summary>Jobs of the whole study that were not run, and why.</summary>
    public required ImmutableArray<SkippedJob> Skipped { get; init; }

    /// <summary>Pretrainings that were stopped or not started, because their mixtures are hardly ever the best, and that nothing has asked for since.</summary>
    public ImmutableArray<StoppedRun> Stopped { get; init; } = [];

    /// <summary>Estimated FLOPs of the whole study, and of what was run.</summary>
    public required double FullFlops { get; init; }

    public required double Flops { get; init; }

    /// <summary>Estimated device-seconds of the whole study, and of what was run.</summary>
    public required double FullSeconds { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The decision: the last judgement.</summary>
    public AdaptiveStep Last => Steps[^1];

    internal static AdaptiveResult Of(StudyResult result, StudyPlan full, PlanEstimate estimate, ImmutableArray<AdaptiveStep> steps, ImmutableArray<StoppedRun> stopped, AdaptiveOptions options)
    {
        Dictionary<string, Job> run = result.Plan.Jobs.ToDictionary(job => job.Id, StringComparer.Ordinal);
        double Share(JobEstimate job) => stopped.FirstOrDefault(other => other.Id == job.Job.Id) is { } early ? Math.Min(1, early.Tokens / (double)((PretrainingSettings)job.Job.Settings).Checkpoints.Max())
            : NotReached(job.Job, stopped) is not null ? 0 : !run.TryGetValue(job.Job.Id, out Job? part) ? 0 : job.Job.Steps == 0 ? 1 : (double)part.Steps / job.Job.Steps;
        return new AdaptiveResult
        {
            Result = result,
            Options = options,
            Steps = steps,
            Stopped = stopped,
            Skipped = [.. full.Jobs.Select(job => Skip(job, run.GetValueOrDefault(job.Id), full, steps[^1], stopped)).OfType<SkippedJob>()],
            FullFlops = estimate.Total.Work.Total,
            Flops = estimate.Jobs.Sum(job => Share(job) * job.Work.Total),
            FullSeconds = estimate.Total.Seconds,
            Seconds = estimate.Jobs.Sum(job => Share(job) * job.Seconds),
        };
    }

    private static SkippedJob? Skip(Job job, Job? run, StudyPlan full, AdaptiveStep last, ImmutableArray<StoppedRun> stopped)
    {
        if (stopped.FirstOrDefault(other => other.Id == job.Id) is { } early)
            return new SkippedJob(job.Id, job.Label, $"stopped at {NumberText.Format(early.Tokens)} tokens: {early.Reason}");
        if (NotReached(job, stopped) is { } ended)
            return new SkippedJob(job.Id, job.Label, $"its checkpoint was not reached: {ended.Reason}");
        if (run is not null)
        {
            return run.Settings is PretrainingSettings part && job.Settings is PretrainingSettings whole && part.Checkpoints.Length < whole.Checkpoints.Length
                ? new SkippedJob(job.Id, job.Label, $"stopped at {NumberText.Format(part.Checkpoints.Max())} of {NumberText.Format(whole.Checkpoints.Max())} tokens: {last.Reason}")
                : null;
        }

        bool decisive = job.Settings is not FinetuningSettings settings || settings.Examples == full.Spec.Finetuning.Examples[^1];
        return new SkippedJob(job.Id, job.Label, decisive ? last.Reason : "the decision uses only the largest finetuning size");
    }

    // The stopped run whose checkpoint a run would begin from.
    private static StoppedRun? NotReached(Job job, ImmutableArray<StoppedRun> stopped) =>
        job.Settings is IFromCheckpoint { Pretraining: { } pretraining } from ? stopped.FirstOrDefault(run => run.Id == pretraining && from.Checkpoint > run.Tokens) : null;

    internal void Write(StudyFolder folder) => RecordFile.WriteJson(folder.AdaptiveFile, new
    {
        Options.Threshold, Options.Target, Options.MostSeconds,
        End = Last.End?.ToString(), Last.Leader, Last.Probability, Last.Reason,
        FullFlops, Flops, SavedFlops = Saved(Flops, FullFlops), FullSeconds, Seconds, SavedSeconds = Saved(Seconds, FullSeconds),
        Steps = Steps.Select(step => new { step.Measured, step.Leader, step.Probability, step.Reason, Next = step.Next.Select(point => new { point.Mixture, point.Tokens }) }),
        Stopped,
        Skipped,
    });

    /// <summary>The share that was not spent.</summary>
    public static double Saved(double spent, double whole) => whole > 0 ? 1 - spent / whole : 0;
}

/// <summary>A job that a study was decided without.</summary>
public sealed record SkippedJob(string Id, string Label, string Reason);
