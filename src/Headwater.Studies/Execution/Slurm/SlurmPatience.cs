namespace Headwater.Studies;

/// <summary>Polling intervals and grace periods of a cluster.</summary>
internal sealed record SlurmPatience
{
    /// <summary>Between two questions while things move.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>And when nothing has for long.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After which a job that left the queue without a result is lost.</summary>
    public TimeSpan Lost { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same for a job that Slurm says succeeded: files written on another node may show as late as attribute caches of network file systems allow.</summary>
    public TimeSpan LostAfterSuccess { get; init; } = LateFiles.OfAnotherNode;

    /// <summary>Before a second attempt to hand something in; doubled with each.</summary>
    public TimeSpan Submit { get; init; } = TimeSpan.FromSeconds(1);
}
