namespace Headwater.Studies;

/// <summary>The jobs of a stage together; without a stage, all of them.</summary>
public sealed record StageEstimate
{
    public Stage? Stage { get; init; }

    public required int Jobs { get; init; }

    public required int JobsDone { get; init; }

    public required long Tokens { get; init; }

    public required WorkFlops Work { get; init; }

    /// <summary>The most that one run needs.</summary>
    public required long MemoryBytes { get; init; }

    public required long DiskBytes { get; init; }

    /// <summary>Device-seconds of all of them, one after the other.</summary>
    public required double Seconds { get; init; }

    /// <summary>Device-seconds that are not done yet.</summary>
    public required double SecondsLeft { get; init; }

    internal static StageEstimate Of(Stage? stage, IReadOnlyCollection<JobEstimate> jobs) => new()
    {
        Stage = stage,
        Jobs = jobs.Count,
        JobsDone = jobs.Count(job => job.Done == 1),
        Tokens = jobs.Sum(job => job.Tokens),
        Work = jobs.Aggregate(default(WorkFlops), (sum, job) => sum + job.Work),
        MemoryBytes = jobs.Select(job => job.MemoryBytes).DefaultIfEmpty().Max(),
        DiskBytes = jobs.Sum(job => job.DiskBytes),
        Seconds = jobs.Sum(job => job.Seconds),
        SecondsLeft = jobs.Sum(job => job.SecondsLeft),
    };
}
