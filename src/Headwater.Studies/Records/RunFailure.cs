using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Why a run's last attempt failed: <c>failure.json</c>.</summary>
public sealed record RunFailure(string Reason, string? Details, DateTimeOffset At)
{
    public FailureKind Kind { get; init; }

    /// <summary>The last lines of its log; empty where the reason says it all.</summary>
    public ImmutableArray<string> LastLines { get; init; } = [];
}
