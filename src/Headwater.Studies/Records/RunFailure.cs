namespace Headwater.Studies;

/// <summary>Why a run's last attempt failed: <c>failure.json</c>.</summary>
public sealed record RunFailure(string Reason, string? Details, DateTimeOffset At);
