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

    /// <summary>The tokens D that the budget leaves: compute / (6·N), or by the FLOPs of a token that the rows tell of each size.</summary>
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

/// <summary>A number with an interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of the interval; <c>null</c> where no draw could be made.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct EstimatedValue(double Value, double? Low, double? High)
{
    /// <summary>The estimate with the interval that holds the middle of the draws, widened to hold the estimate.</summary>
    internal static EstimatedValue Of(double value, IEnumerable<double> draws, double level)
    {
        (double low, double high) = Quantiles.Middle(draws, level);
        return double.IsNaN(low) ? new(value, null, null) : new(value, Math.Min(low, value), Math.Max(high, value));
    }
}
