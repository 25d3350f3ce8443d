using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>How often a failed run is tried again, and after what. A run continues from its last saved state.</summary>
public sealed record RetryRule
{
    private const int LongestDoubling = 6;

    /// <summary>Further attempts after the first; 0 for none.</summary>
    public int Times { get; init; } = 2;

    /// <summary>The failures that may pass by themselves.</summary>
    public ImmutableArray<FailureKind> After { get; init; } = [FailureKind.Killed, FailureKind.Memory, FailureKind.InputOutput, FailureKind.Device];

    /// <summary>Seconds before the first further attempt; they double with each.</summary>
    public double Wait { get; init; } = 5;

    /// <summary>Whether a run that has failed so many times is tried once more.</summary>
    internal bool Allows(int failures, FailureKind kind) => failures <= Times && After.Contains(kind);

    /// <summary>The pause after so many failures.</summary>
    internal TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Wait * Math.Pow(2, Math.Min(failures - 1, LongestDoubling)));
}
