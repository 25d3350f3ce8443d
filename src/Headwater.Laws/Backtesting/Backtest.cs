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
