namespace Headwater.Studies;

/// <summary>How one attempt at a job ended. A reason means that it failed.</summary>
internal sealed record JobOutcome(string? Reason, bool Cancelled)
{
    public static JobOutcome Done { get; } = new(null, false);

    public static JobOutcome Stopped { get; } = new(null, true);

    /// <summary>What a failure was.</summary>
    public FailureKind Kind { get; init; }

    public static JobOutcome Failed(string reason, FailureKind kind = FailureKind.Error) => new(reason, false) { Kind = kind };
}

/// <summary>A job that was tried and failed.</summary>
public sealed class JobFailedException(Job job, string reason) : Exception($"{job.Id} failed: {reason}")
{
    public Job Job { get; } = job;

    public string Reason { get; } = reason;
}
