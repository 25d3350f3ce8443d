namespace Headwater.Laws;

/// <summary>The scale a series needs to reach a value: where it was measured, or where its law is forecast to get there, if it ever does.</summary>
public sealed record TargetReach
{
    /// <summary>The value to reach, in the metric's unit: from below where higher is better, else from above.</summary>
    public required double Target { get; init; }

    /// <summary>The smallest scale at which a measurement reached it; <c>null</c> where none did.</summary>
    public double? Measured { get; init; }

    /// <summary>The scale by which half of the draws have reached it; <c>null</c> where fewer do within <see cref="Horizon"/>.</summary>
    public double? Scale { get; init; }

    /// <summary>Lower end of the interval of that scale; <c>null</c> where hardly any draw reaches it.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end; <c>null</c> where too many draws never reach it.</summary>
    public double? High { get; init; }

    /// <summary>The probability that a measurement reaches it by <see cref="Horizon"/>: one less this is the probability of never. <c>null</c> without a law.</summary>
    public double? Probability { get; init; }

    /// <summary>The largest scale that was looked at: as far as forecasts go.</summary>
    public required double Horizon { get; init; }

    /// <summary>The share of draws the interval holds.</summary>
    public required double Level { get; init; }
}
