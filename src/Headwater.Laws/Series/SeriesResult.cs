using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>All that is known of one series: its points, the law fitted to them, and what follows.</summary>
public sealed record SeriesResult
{
    /// <summary>The series.</summary>
    public required SeriesKey Key { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether a larger value is the better one; <c>true</c> where nothing says so, see <see cref="DirectionKnown"/>.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>Whether the table or the metric's name says which way is better. Nothing may be decided by a metric of unknown direction.</summary>
    public bool DirectionKnown { get; init; } = true;

    /// <summary>The points by increasing scale, those left out of the fit included; one for each place in all scales of the law.</summary>
    public required ImmutableArray<MeasuredPoint> Points { get; init; }

    /// <summary>The fit; <c>null</c> where it was refused.</summary>
    public LawFit? Fit { get; init; }

    /// <summary>Forecasts at the scales or places asked for, by increasing scale.</summary>
    public required ImmutableArray<Forecast> Forecasts { get; init; }

    /// <summary>The curve and its interval on a logarithmic grid from the smallest scale measured to the largest one asked for; empty for a law in several scales.</summary>
    public required ImmutableArray<CurvePoint> Band { get; init; }

    /// <summary>The backtest; <c>null</c> where none was asked for or the series is too short.</summary>
    public Backtest? Backtest { get; init; }

    /// <summary>The trend; <c>null</c> with fewer than three points or for a law in several scales.</summary>
    public TrendVerdict? Trend { get; init; }

    /// <summary>The model without pretraining at the same finetuning size, at scale 0; <c>null</c> where none was measured.</summary>
    public MeasuredPoint? Scratch { get; init; }

    /// <summary>Why a score at chance has no forecast, and where it may have one; <c>null</c> for a score above chance, or where chance and errors are not known.</summary>
    public NotPredictable? NotPredictable { get; init; }

    /// <summary>Why there is no fit, as a sentence that says what is missing; <c>null</c> where there is one.</summary>
    public string? Refusal { get; init; }
}
