using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A law fitted to the points of one series, with its draws: forecasts, bands and the coefficients' intervals come from here.</summary>
internal sealed class Forecaster : SeriesForecaster
{
    /// <summary>Beyond this many times the largest scale measured a forecast warns.</summary>
    public const double WarnBeyond = 10;

    /// <summary>Beyond this many times it is refused, unless asked for.</summary>
    public const double RefuseBeyond = 100;

    private readonly LawFitter _fitter;
    private readonly FitData _data;
    private readonly FitOptions _how;
    private readonly Estimate _estimate;
    private readonly IntervalMethod _intervals;
    private readonly Lazy<ProfileLikelihood> _profile;
    private readonly Lazy<LawFit> _fit;
    private readonly MetricRange _range;
    private readonly string[] _columns;
    private readonly double[] _largest;
    private readonly double[] _smallest;
    private readonly double _level;
    private readonly bool _withCoefficientIntervals;

    private Forecaster(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string[] columns, AnalysisOptions options, FitOptions how, Estimate estimate)
    {
        Key = key;
        _fitter = fitter;
        _data = data;
        _range = range;
        _columns = columns;
        _largest = [.. columns.Select((_, index) => data.Scales.Max(scales => scales[index]))];
        _smallest = [.. columns.Select((_, index) => data.Scales.Min(scales => scales[index]))];
        _level = options.Level;
        _withCoefficientIntervals = options.WithCoefficientIntervals;
        _how = how;
        _estimate = estimate;
        _intervals = IntervalRule.Of(data, options.Intervals);
        Ensemble = estimate.Status == FitStatus.NonFinite
            ? null
            : new(fitter, data, estimate, how, _intervals, options.Resamples, RandomStream.Seed(options.Seed, $"{key.Label}\n{fitter.Law.Equation}\n{data.Count}"));
        _profile = new(() => new(fitter, data, estimate, how, Ensemble!.Noise, _level));
        _fit = new(MakeFit);
    }

    /// <summary>Fits a law to the points of a series.</summary>
    public static Forecaster Of(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string[] columns, AnalysisOptions options)
    {
        FitOptions how = FitRule.Of(fitter, data, options);
        return new(key, fitter, data, range, columns, options, how, fitter.Fit(data, how));
    }

    public SeriesKey Key { get; }

    /// <summary>The fit with its coefficients' intervals, which are found when they are first asked for.</summary>
    public LawFit Fit => _fit.Value;

    /// <summary>The draws; <c>null</c> where the law has no finite value at the points.</summary>
    public Ensemble? Ensemble { get; }

    /// <summary>Whether the fit is good enough to be continued: at a minimum, be it at the end of a range.</summary>
    public bool CanForecast => Ensemble is not null && _estimate.Status is FitStatus.Converged or FitStatus.AtBound or FitStatus.NotIdentified;

    public override double LargestScale => _data.Scales[^1][0];

    /// <summary>
    /// How far beyond the data a place is: the scale over the largest one measured, in the variable where that is most. For a measured loss, which falls,
    /// it is the smallest one measured over the one asked for.
    /// </summary>
    public double ExtrapolationTo(double[] scales) => scales.Select(Factor).Max();

    /// <summary>Forecasts at places given by a scale for each variable of the law.</summary>
    public ImmutableArray<Forecast> Forecasts(IReadOnlyList<double[]> places) => [.. Curve(places).Zip(places, (point, place) => new Forecast
    {
        Series = Key,
        Law = _fitter.Law.Name,
        At = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _columns.Zip(place, KeyValuePair.Create)),
        Value = point.Value,
        Low = point.Low,
        High = point.High,
        Level = _level,
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

    private IntervalMethod ForecastIntervals => Ensemble!.SharesLaws ? IntervalMethod.LawSpread : _intervals;

    private double[][] Draws(IReadOnlyList<double[]> places) => [.. Ensemble!.Measurements([.. places]).Select(draw => draw.Select(ToMetric).ToArray())];

    private ImmutableArray<CurvePoint> Curve(IReadOnlyList<double[]> places)
    {
        double[][] draws = ForecastIntervals == IntervalMethod.Profile ? [] : Draws(places);
        return [.. places.Select((scales, i) =>
        {
            double value = _range.Clip(Fit.Predict(scales));
            (double low, double high) = ForecastIntervals == IntervalMethod.Profile ? ProfileAt(scales) : Quantiles.Middle(draws.Select(draw => draw[i]), _level);
            return new CurvePoint(scales[0], value, Math.Min(_range.Clip(low), value), Math.Max(_range.Clip(high), value));
        })];
    }

    private (double Low, double High) ProfileAt(double[] scales)
    {
        (double low, double high) = _profile.Value.OfMeasuredLaw(scales);
        return (ToMetric(low), ToMetric(high));
    }

    private double ToMetric(double law) => _data.Link?.ToMetric(law) ?? law;

    private double Factor(double scale, int index) => _columns[index] == ScaleColumns.MeasuredLoss ? _smallest[index] / scale : scale / _largest[index];

    private List<string> WarningsAt(double[] scales)
    {
        List<string> warnings = [];
        if (_estimate.Status != FitStatus.Converged)
        {
            warnings.Add(Fit.Message);
        }

        if (FarMessage(scales) is { } far)
        {
            warnings.Add(far);
        }

        if (Ensemble!.SharesLaws)
        {
            warnings.Add($"{_data.Count} points for {_fitter.Coordinates.Count} coefficients: the interval is widened by the spread between the law, a straight line and the last value.");
        }

        if (ForecastMessages.Clipped(Fit.Predict(scales), _range) is { } clipped)
        {
            warnings.Add(clipped);
        }

        return warnings;
    }

    private string? FarMessage(double[] scales)
    {
        int far = Enumerable.Range(0, scales.Length).MaxBy(index => Factor(scales[index], index));
        return _columns[far] == ScaleColumns.MeasuredLoss ? ForecastMessages.FarBelow(scales[far], _smallest[far])
            : ForecastMessages.Far(scales[far], _largest[far]) is not { } message ? null
            : _columns.Length == 1 ? message : $"{_columns[far]} {message}";
    }

    private LawFit MakeFit()
    {
        double[] values = _fitter.CoefficientsOf(_estimate);
        double[]? other = _estimate.Other is { } twin ? _fitter.CoefficientsOf(_estimate with { At = twin }) : null;
        return new()
        {
            Series = Key,
            Law = _fitter.Law,
            Status = _estimate.Status,
            Message = FitMessages.Of(_fitter.Law, _estimate, values, string.Join(" or ", _columns), other),
            Coefficients = [.. _fitter.Law.CoefficientNames.Select((name, index) => MakeCoefficient(name, index, values[index]))],
            Loss = _how.Loss,
            IntervalMethod = Ensemble is null ? null : _intervals,
            Chance = _data.Link?.Range?.Minimum,
            Ceiling = _data.Link?.Range?.Maximum,
            OtherMinimum = [.. other ?? []],
            Objective = _estimate.Objective,
            Points = _data.Count,
            Warnings = FitWarnings.Of(_fitter.Law, _data, _estimate, _columns),
            RootMeanSquareLog = _estimate.Residuals.Length == 0 ? double.NaN : Math.Sqrt(_estimate.Residuals.Average(r => r * r)),
        };
    }

    private Coefficient MakeCoefficient(string name, int index, double value)
    {
        if (Ensemble is null || !_withCoefficientIntervals)
        {
            return new(name, value, null, null, null);
        }

        if (_intervals == IntervalMethod.Profile)
        {
            (double low, double high) = _profile.Value.OfCoefficient(index);
            return new(name, value, Known(_profile.Value.StandardError(index)), low, high);
        }

        double[] draws = [.. Ensemble.Coefficient(index).Where(double.IsFinite)];
        (double from, double to) = Quantiles.Middle(draws, _level);
        return new(name, value, Known(Quantiles.Deviation(draws, value)), Known(from), Known(to));
    }

    private static double? Known(double number) => double.IsFinite(number) ? number : null;
}
