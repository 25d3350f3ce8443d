using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What came out of a run: <c>result.json</c>. Seconds are wall time over all attempts and enter no observation.</summary>
public abstract record RunResult
{
    public double Seconds { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];
}
