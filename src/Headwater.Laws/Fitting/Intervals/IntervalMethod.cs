namespace Headwater.Laws;

/// <summary>How an interval was found.</summary>
public enum IntervalMethod
{
    /// <summary>The values at which a refit of all else keeps the likelihood ratio within its limit.</summary>
    Profile,

    /// <summary>Refits to runs drawn with replacement: the points of one run share its fate.</summary>
    BootstrapOverRuns,

    /// <summary>Refits to seeds drawn with replacement, each with all its points.</summary>
    BootstrapOverSeeds,

    /// <summary>Refits to points drawn with replacement.</summary>
    BootstrapOverPoints,

    /// <summary>With fewer than p + 3 points: draws of the law, of a straight line in logs and of the last value together.</summary>
    LawSpread,

    /// <summary>The errors of forecasts of held-out points, pooled over the series of a table: the intervals of auto.</summary>
    Conformal,
}

/// <summary>Which intervals are asked for.</summary>
public enum IntervalChoice
{
    /// <summary>By what the table supports: <see cref="IntervalRule"/>.</summary>
    Auto,

    /// <summary>The likelihood ratio.</summary>
    Profile,

    /// <summary>A bootstrap over runs, else over seeds, else over points.</summary>
    Bootstrap,
}
