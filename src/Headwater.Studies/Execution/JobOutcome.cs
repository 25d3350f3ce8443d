namespace Headwater.Studies;

/// <summary>How one attempt at a job ended. A reason means that it failed.</summary>
internal sealed record JobOutcome(string? Reason, bool Cancelled)
{
    public static JobOutcome Done { get; } = new(null, false);

    public static JobOutcome Stopped { get; } = new(null, true);

    public static JobOutcome Failed(string reason) => new(reason, false);
}
