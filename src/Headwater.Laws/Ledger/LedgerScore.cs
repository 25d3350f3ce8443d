using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A registered forecast and what was measured later.</summary>
/// <param name="Forecast">The forecast as it was registered.</param>
/// <param name="Measured">The mean measured value at its scales, in the metric's unit.</param>
/// <param name="StandardError">Standard error of <paramref name="Measured"/> in the same unit; <c>null</c> where it is not known.</param>
public sealed record ScoredForecast(RegisteredForecast Forecast, double Measured, double? StandardError)
{
    /// <summary>The forecast's error as a share of the measured value: 0.05 is a forecast 5% too high. <c>null</c> where 0 was measured.</summary>
    public double? Error => Measured == 0 ? null : (Forecast.Value - Measured) / Math.Abs(Measured);

    /// <summary>Whether the measured value is within the interval, ends included.</summary>
    public bool IsInside => Measured >= Forecast.Low && Measured <= Forecast.High;

    /// <summary>
    /// The interval score as a share of the measured value, so that metrics can be averaged; smaller is better: (width + 2/a · distance outside) / |measured|,
    /// a = 1 − level. <c>null</c> where 0 was measured. Winkler 1972; Gneiting and Raftery 2007, equation 43.
    /// </summary>
    public double? IntervalScore
    {
        get
        {
            double outside = Math.Max(0, Forecast.Low - Measured) + Math.Max(0, Measured - Forecast.High);
            return Measured == 0 ? null : (Forecast.High - Forecast.Low + (2 / (1 - Forecast.Level) * outside)) / Math.Abs(Measured);
        }
    }
}

/// <summary>How registered forecasts turned out.</summary>
public sealed record LedgerScore
{
    /// <summary>The forecasts that the table measures, in the order of the ledger.</summary>
    public required ImmutableArray<ScoredForecast> Measured { get; init; }

    /// <summary>The forecasts that the table does not measure yet, in the order of the ledger.</summary>
    public required ImmutableArray<RegisteredForecast> Open { get; init; }

    /// <summary>Pairs of series that were measured with different values by the same metric, at the same scales and on the same task.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many of <see cref="Pairs"/> the forecasts put in the right order; two equal forecasts count as half.</summary>
    public required double PairsInOrder { get; init; }

    /// <summary>The share of measured values inside their intervals; <c>null</c> where nothing was measured.</summary>
    public double? Coverage => Measured.IsEmpty ? null : Measured.Average(one => one.IsInside ? 1.0 : 0.0);

    /// <summary>The mean level of the intervals that were measured, which <see cref="Coverage"/> should come close to; <c>null</c> where nothing was measured.</summary>
    public double? ExpectedCoverage => Measured.IsEmpty ? null : Measured.Average(one => one.Forecast.Level);

    /// <summary>Mean of the absolute relative errors; <c>null</c> where there are none.</summary>
    public double? MeanAbsoluteError => Measured.Average(one => one.Error is { } error ? Math.Abs(error) : null);

    /// <summary>Mean of the relative interval scores; <c>null</c> where there are none.</summary>
    public double? MeanIntervalScore => Measured.Average(one => one.IntervalScore);
}
