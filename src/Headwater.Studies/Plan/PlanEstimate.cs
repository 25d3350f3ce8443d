namespace Headwater.Studies;

/// <summary>How long the rest of a study may take. A guess with its source, for people; nothing depends on it.</summary>
public sealed record PlanEstimate
{
    // Measured on cloud CPUs with small models, where a thread reaches a fraction of its peak.
    private const double CpuThreadFlopsPerSecond = 30e9;
    private const double CudaFlopsPerSecond = 5e12;
    private const double LeastMeasuredSeconds = 5;

    /// <summary>FLOPs a second of one run.</summary>
    public required double FlopsPerSecond { get; init; }

    /// <summary>Where that number comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Seconds of all jobs, one after the other, as if nothing was done.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Wall seconds for what is left, with so many jobs at a time.</summary>
    public required double RemainingSeconds { get; init; }

    public double SecondsOf(Job job) => job.Flops / FlopsPerSecond;

    /// <summary>Judged by the study's own finished runs where there are any.</summary>
    public static PlanEstimate Of(StudyPlan plan, StudyFolder folder, int jobs)
    {
        RunStore store = new(folder);
        (double flops, double seconds) = Measured(plan, store);
        bool measured = seconds >= LeastMeasuredSeconds;
        double rate = measured ? flops / seconds : plan.Device == "cpu" ? CpuThreadFlopsPerSecond * plan.Spec.Threads : CudaFlopsPerSecond;
        double left = plan.Jobs.Sum(job => job.Flops * (1 - FractionDone(job, store)));
        return new PlanEstimate
        {
            FlopsPerSecond = rate,
            Source = measured ? "measured in this study's finished runs" : $"assumed for {plan.Device}; it will be measured as runs finish",
            TotalSeconds = plan.Flops / rate,
            RemainingSeconds = left / rate / Math.Max(1, jobs),
        };
    }

    private static (double Flops, double Seconds) Measured(StudyPlan plan, RunStore store)
    {
        double flops = 0;
        double seconds = 0;
        foreach (Job job in plan.Jobs.Where(job => job.Trains && store.IsDone(job)))
        {
            flops += job.Flops;
            seconds += job.Stage == Stage.Pretraining ? store.Result<PretrainingResult>(job.Id).Seconds : store.Result<FinetuningResult>(job.Id).Seconds;
        }

        return (flops, seconds);
    }

    private static double FractionDone(Job job, RunStore store) =>
        store.IsDone(job) ? 1 : job.Steps == 0 || store.LastLine(job.Id) is not { } line ? 0 : Math.Min(1, (double)line.Step / job.Steps);
}
