namespace Headwater.Studies;

/// <summary>How far a running job is.</summary>
public sealed record JobProgress(long Step, long Steps)
{
    public long? Tokens { get; init; }

    /// <summary>Nats per target token.</summary>
    public double? Loss { get; init; }

    public double? TokensPerSecond { get; init; }

    /// <summary>What a logged line tells of a run of <paramref name="steps"/>.</summary>
    public static JobProgress Of(MetricsLine line, long steps)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new JobProgress(line.StepsDone ?? line.Step, steps)
        {
            Tokens = line.Tokens, Loss = line.Loss, TokensPerSecond = line.TokensPerSecond, FlopsPerSecond = line.FlopsPerSecond,
            MachineShare = line.MachineShare, MemoryBytes = line.MemoryBytes,
        };
    }

    /// <summary>Useful work per second.</summary>
    public double? FlopsPerSecond { get; init; }

    /// <summary>That, as a share of the machine's matrix-multiply rate.</summary>
    public double? MachineShare { get; init; }

    /// <summary>Peak resident memory of the run's process.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>What it does beside training: <c>decoding the test set</c>.</summary>
    public string? Activity { get; init; }

    public double Fraction => Steps == 0 ? 0 : Math.Min(1, (double)Step / Steps);
}
