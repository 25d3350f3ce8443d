using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The trend of a series with the observations that speak for it, as sentences.</summary>
public sealed record TrendVerdict(Trend Trend, ImmutableArray<string> Evidence)
{
    /// <summary>The share of the variance that a curve explains which only rises or only falls, from 0 to 1.</summary>
    public double Explained { get; init; }

    /// <summary>Whether the series goes one way and such a curve explains most of it, so that there is something to continue.</summary>
    public bool IsPredictable { get; init; }

    /// <summary>The chance to see so clear a trend where nothing but noise moves the values.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>The probability that a rising series no longer gains at its end; <c>null</c> where it does not rise.</summary>
    public double? ProbabilitySaturated { get; init; }

    /// <summary>Where the slope changes beyond noise, by increasing scale.</summary>
    public ImmutableArray<SeriesBreak> Breaks { get; init; } = [];
}

/// <summary>What a series does as its scale grows, in the direction that is better for its metric.</summary>
public enum Trend
{
    /// <summary>Better with scale, up to the last point.</summary>
    Improving,

    /// <summary>Better with scale at first, and no longer so at the end.</summary>
    Saturating,

    /// <summary>No change beyond noise.</summary>
    Flat,

    /// <summary>Up and down by more than noise.</summary>
    Fluctuating,

    /// <summary>Worse with scale.</summary>
    Worsening,

    /// <summary>A score not distinguishable from random guessing; its trend is unknown.</summary>
    AtChance,
}
