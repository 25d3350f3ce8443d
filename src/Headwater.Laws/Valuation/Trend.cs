namespace Headwater.Laws;

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

    /// <summary>A score that cannot be told from random guessing: nothing is known of its trend yet.</summary>
    AtChance,
}
