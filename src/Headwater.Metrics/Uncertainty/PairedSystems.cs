namespace Headwater.Metrics;

/// <summary>What a paired test asks of its systems.</summary>
internal static class PairedSystems
{
    public static void Check(IReadOnlyList<SegmentTable> systems)
    {
        ArgumentNullException.ThrowIfNull(systems);
        if (systems.Count < 2)
            throw new ArgumentException($"There is {systems.Count} system; a paired test compares at least two, the first of them the baseline.", nameof(systems));
        for (int s = 1; s < systems.Count; s++)
        {
            if (systems[s].Count != systems[0].Count)
                throw new ArgumentException(
                    $"The baseline has {systems[0].Count} segments and system {s + 1} has {systems[s].Count}; a paired test needs the same segments in the same order.",
                    nameof(systems));
            if (systems[s].Width != systems[0].Width)
                throw new ArgumentException($"The baseline and system {s + 1} have statistics of different metrics; compare them under one metric.", nameof(systems));
        }
    }
}

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
