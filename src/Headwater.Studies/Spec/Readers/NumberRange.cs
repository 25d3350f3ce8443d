namespace Headwater.Studies;

/// <summary>The values a number in the study file may take, and how to say so.</summary>
internal sealed record NumberRange(string Description, Func<double, bool> Contains)
{
    public static NumberRange Positive { get; } = new("a positive number", value => value > 0);

    public static NumberRange NotNegative { get; } = new("a number of at least 0", value => value >= 0);

    /// <summary>A share that may be 0 but not 1, such as dropout.</summary>
    public static NumberRange Share { get; } = new("a number from 0 to below 1", value => value is >= 0 and < 1);

    public static NumberRange NoiseDensity { get; } = new("a number above 0 and at most 0.9", value => value is > 0 and <= 0.9);

    public static NumberRange AtLeastOne { get; } = new("a number of at least 1", value => value >= 1);

    public static NumberRange AboveOne { get; } = new("a number above 1, or none", value => value > 1);

    /// <summary>A share that is neither nothing nor all.</summary>
    public static NumberRange ProperShare { get; } = new("a number between 0 and 1, or none", value => value is > 0 and < 1);

    public static NumberRange LengthPenalty { get; } = new("a number from 0 to 10", value => value is >= 0 and <= 10);

    public static NumberRange Rate { get; } = new("a number from 0 to 1", value => value is >= 0 and <= 1);
}
