using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Continues one series over its scale. Forecasts, bands, rankings and the tokens to a target all come from the same one, so that every command gives the
/// same number for the same question: from <c>auto</c>, or from the one law that was asked for.
/// </summary>
internal abstract class SeriesForecaster
{
    /// <summary>The largest scale measured.</summary>
    public abstract double LargestScale { get; }

    /// <summary>Forecasts at scales, in their order. Each depends on its own scale alone.</summary>
    public abstract ImmutableArray<Forecast> ForecastsAt(IReadOnlyList<double> at);

    /// <summary>Values and intervals at scales, in their order, clipped to the metric's range.</summary>
    public abstract ImmutableArray<CurvePoint> Curve(IReadOnlyList<double> at);

    /// <summary>For each draw one measurement at each scale: [draw][scale], in the metric's unit and not clipped.</summary>
    public abstract double[][] DrawsAt(IReadOnlyList<double> at);

    /// <summary>For each draw the value behind the measurements at each scale: [draw][scale]; <c>null</c> where draws come only with the noise of a measurement.</summary>
    /// <param name="at">The scales.</param>
    /// <param name="sharedNoise">The part of the squared noise that all rivals share, as one test set's, and that therefore decides nothing between them.</param>
    public virtual double[][]? TruthAt(IReadOnlyList<double> at, double sharedNoise) => null;
}

/// <summary>The fitted curve and its interval at one scale, for drawing.</summary>
/// <param name="X">The scale.</param>
/// <param name="Value">The law's value there.</param>
/// <param name="Low">Lower end of the interval for a measurement.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct CurvePoint(double X, double Value, double Low, double High);
