using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What came out of a run: <c>result.json</c>. Seconds are wall time over all attempts and enter no observation.</summary>
public abstract record RunResult
{
    public double Seconds { get; init; }

    /// <summary>What the run took; null of runs from before that was recorded.</summary>
    public RunUsage? Usage { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];
}
