using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Keeps the trial with the least validation loss.</summary>
public sealed record RateSettings : JobSettings
{
    /// <summary>Ids of the finetunings that differ only in the rate, in the order of the study file.</summary>
    public required ImmutableArray<string> Trials { get; init; }
}
