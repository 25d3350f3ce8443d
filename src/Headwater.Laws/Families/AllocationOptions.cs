using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a table tells the best split of compute.</summary>
public enum AllocationApproach
{
    /// <summary>The least loss of a law fitted to parameters and tokens (approach 3 of Hoffmann et al. 2022).</summary>
    Law,

    /// <summary>A parabola through the runs of each budget, and a line in logs through their minima (approach 2).</summary>
    IsoFlop,
}

/// <summary>How compute is allocated. Every property but <see cref="Compute"/> has a default.</summary>
public sealed record AllocationOptions
{
    /// <summary>The budgets, in the FLOPs of the column compute, or of 6 for each parameter and token.</summary>
    public ImmutableArray<double> Compute { get; init; } = [];

    /// <summary>The approach: a fitted law by default.</summary>
    public AllocationApproach Approach { get; init; }

    /// <summary>A law in N and D, by its name in the catalogue or as an equation: chinchilla by default.</summary>
    public string Law { get; init; } = "chinchilla";

    /// <summary>The one metric to fit; <c>null</c> (the default) takes every loss of the table.</summary>
    public string? Metric { get; init; }

    /// <summary>The share of draws an interval holds: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Refits to points drawn again, for each series: 1000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the draws: 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>Allocate budgets beyond 100 times the largest one measured, which is refused otherwise.</summary>
    public bool AllowExtrapolation { get; init; }

    /// <summary>What is wrong with the options, as sentences; empty when nothing is.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Compute.IsEmpty)
        {
            yield return "There is no budget; expected one or more numbers of FLOPs, such as 1e21.";
        }

        foreach (double budget in Compute.Where(budget => !(budget > 0) || !double.IsFinite(budget)))
        {
            yield return $"Compute holds {Numerals.Short(budget)}; expected FLOPs above 0.";
        }

        if (!(Level > 0 && Level < 1))
        {
            yield return $"Level is {Numerals.Short(Level)}; expected a number between 0 and 1, such as 0.9.";
        }

        if (Resamples < 1)
        {
            yield return $"Resamples is {Resamples}; expected at least 1.";
        }
    }
}
