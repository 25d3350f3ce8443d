using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What a finished run took: in <c>result.json</c>, and in no observation.</summary>
public sealed record RunUsage
{
    /// <summary>When the last attempt began.</summary>
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>Wall seconds by kind of work: <see cref="WorkKind"/> in lower case.</summary>
    public required ImmutableSortedDictionary<string, double> Seconds { get; init; }

    /// <summary>Useful work of training in FLOPs, padding left out: see <see cref="Models.TrainingWork"/>.</summary>
    public required double Flops { get; init; }

    /// <summary>Peak resident memory of the process.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>What the run left on disk.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Seconds of one kind.</summary>
    public double Of(WorkKind kind) => Seconds.GetValueOrDefault(kind.ToString().ToLowerInvariant());
}
