using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a table is analysed. Every property has a default.</summary>
public sealed record AnalysisOptions
{
    /// <summary>How many of the smallest scales a backtest fits; <c>null</c> (the default) makes no backtest.</summary>
    public int? FitOn { get; init; }

    /// <summary>Scales to forecast at, in the unit of <see cref="Scale"/>. None by default.</summary>
    public ImmutableArray<double> At { get; init; } = [];

    /// <summary>The share of measurements an interval is meant to hold: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Bootstrap draws for each series: 1000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of everything random: 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>The one metric to analyse, which is also the one advice rests on; <c>null</c> (the default) analyses all and rests advice on the first score.</summary>
    public string? Metric { get; init; }

    /// <summary>A law's name in the catalogue or an equation; <c>null</c> (the default) is bleu-log for scores and power for losses.</summary>
    public string? Law { get; init; }

    /// <summary>The column that is the scale: <c>pretraining_tokens</c> by default. A law in one symbol takes it in place of the symbol's own column.</summary>
    public string Scale { get; init; } = "pretraining_tokens";

    /// <summary>Forecast beyond 100 times the largest scale measured, which is refused otherwise.</summary>
    public bool AllowExtrapolation { get; init; }
}
