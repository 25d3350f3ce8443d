namespace Headwater.Laws;

/// <summary>How one budget is best spent, by what a series of runs shows.</summary>
public sealed record BudgetAllocation
{
    /// <summary>The series that was fitted.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The law, or <c>isoflop</c>.</summary>
    public required string Law { get; init; }

    /// <summary>The budget, in FLOPs.</summary>
    public required double Compute { get; init; }

    /// <summary>The best parameter count N.</summary>
    public required EstimatedValue Parameters { get; init; }

    /// <summary>The tokens D that the budget leaves: compute / (6·N).</summary>
    public required EstimatedValue Tokens { get; init; }

    /// <summary>a of N ∝ C^a at the budget.</summary>
    public required EstimatedValue Exponent { get; init; }

    /// <summary>The loss expected there; <c>null</c> where the approach says nothing of it.</summary>
    public EstimatedValue? Loss { get; init; }

    /// <summary>The level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>The budget over the largest one measured.</summary>
    public required double ExtrapolationFactor { get; init; }
}
