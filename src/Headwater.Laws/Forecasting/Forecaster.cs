using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A law fitted to the points of one series, with its draws: forecasts, bands and the coefficients' intervals come from here.</summary>
internal sealed class Forecaster : SeriesForecaster
{
    /// <summary>Beyond this many times the largest scale measured a forecast warns.</summary>
    public const double WarnBeyond = 10;

    /// <summary>Beyond this many times it is refused, unless asked for.</summary>
    public const double RefuseBeyond = 100;

    private readonly LawFitter fitter;
    private readonly FitData data;
    private readonly FitOptions how;
    private readonly Estimate estimate;
    private readonly IntervalMethod intervals;
    private readonly Lazy<ProfileLikelihood> profile;
    private readonly Lazy<LawFit> fit;
    private readonly MetricRange range;
    private readonly string[] columns;
    private readonly double[] largest;
    private readonly double[] smallest;
    private readonly double level;
    private readonly bool withCoefficientIntervals;

    private Forecaster(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string[] columns, AnalysisOptions options, FitOptions how, Estimate estimate)
    {
        Key = key;
        this.fitter = fitter;
        this.data = data;
        this.range = range;
        this.columns = columns;
        largest = [.. columns.Select((_, index) => data.Scales.Max(scales => scales[index]))];
        smallest = [.. columns.Select((_, index) => data.Scales.Min(scales => scales[index]))];
        level = options.Level;
        withCoefficientIntervals = options.WithCoefficientIntervals;
        this.how = how;
        this.estimate = estimate;
        intervals = IntervalRule.Of(data, options.Intervals);
        Ensemble = estimate.Status == FitStatus.NonFinite
            ? null
            : new(fitter, data, estimate, how, intervals, options.Resamples, RandomStream.Seed(options.Seed, $"{key.Label}\n{fitter.Law.Equation}\n{data.Count}"));
        profile = new(() => new(fitter, data, estimate, how, Ensemble!.Noise, level));
        fit = new(MakeFit);
    }

    /// <summary>Fits a law to the points of a series.</summary>
    public static Forecaster Of(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string[] columns, AnalysisOptions options)
    {
        FitOptions how = FitRule.Of(fitter, data, options);
        return new(key, fitter, data, range, columns, options, how, fitter.Fit(data, how));
    }

    public SeriesKey Key { get; }

    /// <summary>The fit with its coefficients' intervals, which are found when they are first asked for.</summary>
    public LawFit Fit => fit.Value;

    /// <summary>The draws; <c>null</c> where the law has no finite value at the points.</summary>
    public Ensemble? Ensemble { get; }

    /// <summary>Whether the fit is good enough to be continued: at a minimum, be it at the end of a range.</summary>
    public bool CanForecast => Ensemble is not null && estimate.Status is FitStatus.Converged or FitStatus.AtBound or FitStatus.NotIdentified;

    public override double LargestScale => data.Scales[^1][0];

    /// <summary>
    /// How far beyond the data a place is: the scale over the largest one measured, in the variable where that is most. For a measured loss, which falls,
    /// it is the smallest one measured over the one asked for.
    /// </summary>
    public double ExtrapolationTo(double[] scales) => scales.Select(Factor).Max();

    /// <summary>Forecasts at places given by a scale for each variable of the law.</summary>
    public ImmutableArray<Forecast> Forecasts(IReadOnlyList<double[]> places) => [.. Curve(places).Zip(places, (point, place) => new Forecast
    {
        Series = Key,
        Law = fitter.Law.Name,
        At = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, columns.Zip(place, KeyValuePair.Create)),
        Value = point.Value,
        Low = point.Low,
        High = point.High,
        Level = level,
        IntervalMethod = ForecastIntervals,
        ExtrapolationFactor = ExtrapolationTo(place),
        Warnings = [.. WarningsAt(place)],
    })];

    /// <inheritdoc/>
    public override ImmutableArray<Forecast> ForecastsAt(IReadOnlyList<double> at) => Forecasts([.. at.Select(x => new[] { x })]);

    /// <summary>The curve and its interval at scales of a law in one variable, clipped to the metric's range.</summary>
    public override ImmutableArray<CurvePoint> Curve(IReadOnlyList<double> at) => Curve([.. at.Select(x => new[] { x })]);

    /// <summary>For each draw one measurement at each scale of a law in one variable, unclipped: [draw][scale].</summary>
    public override double[][] DrawsAt(IReadOnlyList<double> at) => Draws([.. at.Select(x => new[] { x })]);

    /// <summary>One draw's measurement at each scale of a law in one variable, unclipped. Draws beyond the last begin again.</summary>
    public double[] DrawOf(int number, IReadOnlyList<double> at) => [.. Ensemble!.MeasurementsOf(number % Ensemble.Count, [.. at.Select(x => new[] { x })]).Select(ToMetric)];

    private IntervalMethod ForecastIntervals => Ensemble!.SharesLaws ? IntervalMethod.LawSpread : intervals;

    private double[][] Draws(IReadOnlyList<double[]> places) => [.. Ensemble!.Measurements([.. places]).Select(draw => draw.Select(ToMetric).ToArray())];

    private ImmutableArray<CurvePoint> Curve(IReadOnlyList<double[]> places)
    {
        double[][] draws = ForecastIntervals == IntervalMethod.Profile ? [] : Draws(places);
        return [.. places.Select((scales, i) =>
        {
            double value = range.Clip(Fit.Predict(scales));
            (double low, double high) = ForecastIntervals == IntervalMethod.Profile ? ProfileAt(scales) : Quantiles.Middle(draws.Select(draw => draw[i]), level);
            return new CurvePoint(scales[0], value, Math.Min(range.Clip(low), value), Math.Max(range.Clip(high), value));
        })];
    }

    private (double Low, double High) ProfileAt(double[] scales)
    {
        (double low, double high) = profile.Value.OfMeasuredLaw(scales);
        return (ToMetric(low), ToMetric(high));
    }

    private double ToMetric(double law) => data.Link?.ToMetric(law) ?? law;

    private double Factor(double scale, int index) => columns[index] == ScaleColumns.MeasuredLoss ? smallest[index] / scale : scale / largest[index];

    private List<string> WarningsAt(double[] scales)
    {
        List<string> warnings = [];
        if (estimate.Status != FitStatus.Converged)
        {
            warnings.Add(Fit.Message);
        }

        if (FarMessage(scales) is { } far)
        {
            warnings.Add(far);
        }

        if (Ensemble!.SharesLaws)
        {
            warnings.Add($"{data.Count} points for {fitter.Coordinates.Count} coefficients: the interval is widened by the spread between the law, a straight line and the last value.");
        }

        if (ForecastMessages.Clipped(Fit.Predict(scales), range) is { } clipped)
        {
            warnings.Add(clipped);
        }

        return warnings;
    }

    private string? FarMessage(double[] scales)
    {
        int far = Enumerable.Range(0, scales.Length).MaxBy(index => Factor(scales[index], index));
        return columns[far] == ScaleColumns.MeasuredLoss ? ForecastMessages.FarBelow(scales[far], smallest[far])
            : ForecastMessages.Far(scales[far], largest[far]) is not { } message ? null
            : columns.Length == 1 ? message : $"{columns[far]} {message}";
    }

    private LawFit MakeFit()
    {
        double[] values = fitter.CoefficientsOf(estimate);
        double[]? other = estimate.Other is { } twin ? fitter.CoefficientsOf(estimate with { At = twin }) : null;
        return new()
        {
            Series = Key,
            Law = fitter.Law,
            Status = estimate.Status,
            Message = FitMessages.Of(fitter.Law, estimate, values, string.Join(" or ", columns), other),
            Coefficients = [.. fitter.Law.CoefficientNames.Select((name, index) => MakeCoefficient(name, index, values[index]))],
            Loss = how.Loss,
            IntervalMethod = Ensemble is null ? null : intervals,
            Chance = data.Link?.Range?.Minimum,
            Ceiling = data.Link?.Range?.Maximum,
            OtherMinimum = [.. other ?? []],
            Objective = estimate.Objective,
            Points = data.Count,
            Warnings = FitWarnings.Of(fitter.Law, data, estimate, columns),
            RootMeanSquareLog = estimate.Residuals.Length == 0 ? double.NaN : Math.Sqrt(estimate.Residuals.Average(r => r * r)),
        };
    }

    private Coefficient MakeCoefficient(string name, int index, double value)
    {
        if (Ensemble is null || !withCoefficientIntervals)
        {
            return new(name, value, null, null, null);
        }

        if (intervals == IntervalMethod.Profile)
        {
            (double low, double high) = profile.Value.OfCoefficient(index);
            return new(name, value, Known(profile.Value.StandardError(index)), low, high);
        }

        double[] draws = [.. Ensemble.Coefficient(index).Where(double.IsFinite)];
        (double from, double to) = Quantiles.Middle(draws, level);
        return new(name, value, Known(Quantiles.Deviation(draws, value)), Known(from), Known(to));
    }

    private static double? Known(double number) => double.IsFinite(number) ? number : null;
}
