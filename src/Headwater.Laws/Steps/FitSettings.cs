namespace Headwater.Laws;

/// <summary>How a law is fitted to one series and forecast. Every property has a default.</summary>
public sealed record FitSettings
{
    /// <summary>The share of measurements an interval is meant to cover: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Bootstrap draws: 1000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of everything random: 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>What the fit minimises; <c>null</c> (the default) is a Gaussian likelihood where every point has a standard error, Huber losses elsewhere.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>Where the Huber loss of a log residual turns from a square to a line; <c>null</c> (the default) takes the law's own.</summary>
    public double? HuberDelta { get; init; }

    /// <summary>Forecast beyond 100 times the largest scale measured, which is refused otherwise.</summary>
    public bool AllowExtrapolation { get; init; }

    internal AnalysisOptions For(LawFamily law, string scale) => new()
    {
        Law = law.Equation,
        Average = false,
        Scale = scale,
        Level = Level,
        Resamples = Resamples,
        Seed = Seed,
        Loss = Loss,
        HuberDelta = HuberDelta,
        AllowExtrapolation = AllowExtrapolation,
        WithBands = false,
    };
}
