using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What the analysis should hold out and what it should forecast.</summary>
public sealed record ForecastSpec
{
    /// <summary>Smallest checkpoints used by the backtest; the larger ones are its targets. Null for the analysis' own choice.</summary>
    public int? FitOn { get; init; }

    /// <summary>Pretraining tokens to forecast, ascending.</summary>
    public ImmutableArray<double> At { get; init; } = [];
}
