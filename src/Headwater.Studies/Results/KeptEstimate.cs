using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What was expected of a study when it was started: <c>estimate.json</c>. A run that is added later is added here; what is known stays as it was.</summary>
internal sealed record KeptEstimate
{
    public required string Source { get; init; }

    public required double WallSeconds { get; init; }

    public required ImmutableSortedDictionary<string, KeptJob> Jobs { get; init; }

    public static KeptEstimate? Read(StudyFolder folder) => File.Exists(folder.EstimateFile) ? RecordFile.ReadJson<KeptEstimate>(folder.EstimateFile) : null;

    /// <summary>As a plan would have it.</summary>
    public static KeptEstimate Of(StudyPlan plan, StudyFolder folder, EstimateOptions options)
    {
        PlanEstimate estimate = PlanEstimate.Of(plan, folder, options);
        return new KeptEstimate
        {
            Source = estimate.Source, WallSeconds = estimate.WallSeconds,
            Jobs = estimate.Jobs.ToImmutableSortedDictionary(
                job => job.Job.Id, job => new KeptJob(job.Seconds, job.Work.Training, job.MemoryBytes, job.DiskBytes), StringComparer.Ordinal),
        };
    }

    /// <summary>Writes down what is expected, before anything runs.</summary>
    public static void Keep(StudyPlan plan, StudyFolder folder, Func<EstimateOptions> options)
    {
        KeptEstimate? before = Read(folder);
        if (before is not null && plan.Jobs.All(job => before.Jobs.ContainsKey(job.Id)))
            return;
        KeptEstimate now = Of(plan, folder, options());
        RecordFile.WriteJson(folder.EstimateFile, before is null ? now : now with { Jobs = now.Jobs.SetItems(before.Jobs) });
    }
}

/// <summary>Of one job: seconds, FLOPs of training, bytes of memory and of disk.</summary>
internal sealed record KeptJob(double Seconds, double Flops, long MemoryBytes, long DiskBytes);
