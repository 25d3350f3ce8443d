namespace Headwater.Metrics;

/// <summary>One system's score in a paired test. Immutable.</summary>
public sealed record PairedScore
{
    /// <summary>The score of the whole test set.</summary>
    public required double Score { get; init; }

    /// <summary>The score's interval; null where the test makes none, as approximate randomisation.</summary>
    public BootstrapInterval? Interval { get; init; }

    /// <summary>How the system differs from the baseline; null for the baseline itself.</summary>
    public BaselineComparison? Comparison { get; init; }
}
