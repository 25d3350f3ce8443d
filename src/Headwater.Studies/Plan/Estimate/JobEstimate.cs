namespace Headwater.Studies;

/// <summary>What one job is expected to take. Sizes are in bytes, times in seconds.</summary>
public sealed record JobEstimate
{
    public required Job Job { get; init; }

    /// <summary>Why the job exists, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Wall time of the whole job on one device, done or not.</summary>
    public required double Seconds { get; init; }

    /// <summary>Of these seconds, what decoding validation examples takes, to choose checkpoints by a metric.</summary>
    public double ValidationDecodingSeconds { get; init; }

    public required long Tokens { get; init; }

    public required WorkFlops Work { get; init; }

    public required long MemoryBytes { get; init; }

    public required long DiskBytes { get; init; }

    /// <summary>Share that is done already, 0 to 1.</summary>
    public required double Done { get; init; }

    /// <summary>Time that is left of it.</summary>
    public double SecondsLeft => Seconds * (1 - Done);

    /// <summary>When the rest of it begins and ends, counted from the start of the next run; null where nothing is left.</summary>
    public Slot? Slot { get; init; }
}

/// <summary>When a job runs in a simulated schedule, in seconds, and on which of the places for runs.</summary>
public readonly record struct Slot(double Start, double End, int Place);
