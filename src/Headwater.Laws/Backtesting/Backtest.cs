using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Forecasts made from the small scales of a series alone, beside the larger scales that were measured.</summary>
public sealed record Backtest
{
    /// <summary>The series.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The name of the law that was fitted.</summary>
    public required string Law { get; init; }

    /// <summary>The largest scale the fit has seen.</summary>
    public required double Cutoff { get; init; }

    /// <summary>For a law in several scales, what the table was cut by: compute, or a product of scales; <c>null</c> for a law in one.</summary>
    public string? CutBy { get; init; }

    /// <summary>The share of measurements that the intervals of <see cref="Targets"/> are meant to hold: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>How many points were fitted.</summary>
    public required int PointsFitted { get; init; }

    /// <summary>The held-out points, by increasing scale.</summary>
    public required ImmutableArray<BacktestTarget> Targets { get; init; }

    /// <summary>The mean of |ln(forecast / actual)| over the targets: 0.01 is about one percent.</summary>
    public required double Error { get; init; }
}

/// <summary>One held-out measurement beside the forecast that did not know it.</summary>
/// <param name="X">The scale; for a law in several scales, what the table was cut by.</param>
/// <param name="Actual">The measured value.</param>
/// <param name="Forecast">The value forecast from smaller scales.</param>
/// <param name="Low">Lower end of the forecast's interval.</param>
/// <param name="High">Upper end of the forecast's interval.</param>
public readonly record struct BacktestTarget(double X, double Actual, double Forecast, double Low, double High)
{
    /// <summary>The scales by column name, for a law in several; <c>null</c> for a law in one.</summary>
    public ImmutableSortedDictionary<string, double>? Place { get; init; }
}
