namespace Headwater.Studies;

/// <summary>A job that was tried and failed.</summary>
public sealed class JobFailedException(Job job, string reason) : Exception($"{job.Id} failed: {reason}")
{
    public Job Job { get; } = job;

    public string Reason { get; } = reason;
}
