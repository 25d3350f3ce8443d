using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Continues one series by <c>auto</c>.</summary>
internal sealed class AutoForecaster : SeriesForecaster
{
    private readonly AverageForecaster _average;
    private readonly int _curve;
    private readonly SeriesRows _series;
    private readonly string _column;
    private readonly MeasuredPoint[] _points;
    private readonly MetricRange _range;
    private readonly AnalysisOptions _options;
    private readonly double _end;

    /// <param name="average">The average over all series of the table.</param>
    /// <param name="curve">The series' index in it.</param>
    /// <param name="series">The series.</param>
    /// <param name="column">The column of its scale.</param>
    /// <param name="points">Its points above 0 by increasing scale.</param>
    /// <param name="options">The options of the analysis.</param>
    public AutoForecaster(AverageForecaster average, int curve, SeriesRows series, string column, MeasuredPoint[] points, AnalysisOptions options)
    {
        _average = average;
        _curve = curve;
        _series = series;
        _column = column;
        _points = points;
        _options = options;
        _range = MetricRange.Of(MetricTraits.Of(series.Metric), series.Rows);
        _end = average.EndOf(curve);
    }

    public override double LargestScale => _points[^1].X;

    public override ImmutableArray<Forecast> ForecastsAt(IReadOnlyList<double> at)
    {
        double[] distances = Distances(at);
        AverageForecast[] forecasts = _average.Forecast(_curve, distances);
        return [.. forecasts.Select((forecast, place) => Make(forecast, at[place], distances[place]))];
    }

    public override ImmutableArray<CurvePoint> Curve(IReadOnlyList<double> at)
    {
        AverageForecast[] forecasts = _average.Forecast(_curve, Distances(at));
        return [.. forecasts.Select((forecast, place) => new CurvePoint(
            at[place],
            _range.Clip(Math.Exp(forecast.Value)),
            _range.Clip(Math.Exp(forecast.Value - forecast.HalfWidth)),
            _range.Clip(Math.Exp(forecast.Value + forecast.HalfWidth))))];
    }

    public override double[][] DrawsAt(IReadOnlyList<double> at)
    {
        double[][] draws = Truth(at, 1);
        RandomStream random = new(RandomStream.Seed(Seed, "one more measurement"));
        double ahead = _average.Ahead(_curve);
        foreach (double[] draw in draws)
        {
            double factor = Math.Exp(ahead * random.NextNormal());
            for (int place = 0; place < draw.Length; place++)
            {
                draw[place] *= factor;
            }
        }

        return draws;
    }

    public override double[][] TruthAt(IReadOnlyList<double> at, double sharedNoise) => Truth(at, Math.Sqrt(1 - sharedNoise));

    private ulong Seed => RandomStream.Seed(_options.Seed, $"auto\n{_series.Key.Label}");

    private double[][] Truth(IReadOnlyList<double> at, double ownNoise)
    {
        double[][] draws = _average.Draws(_curve, Distances(at), _options.Resamples, ownNoise, Seed);
        foreach (double[] draw in draws)
        {
            for (int place = 0; place < draw.Length; place++)
            {
                draw[place] = Math.Exp(draw[place]);
            }
        }

        return draws;
    }

    private double[] Distances(IReadOnlyList<double> at) => [.. at.Select(x => Math.Log(x) - _end)];

    private Forecast Make(AverageForecast forecast, double x, double distance)
    {
        double value = Math.Exp(forecast.Value);
        AverageWeights weights = WeightsAt(distance);
        return new()
        {
            Series = _series.Key,
            Law = LawCatalogue.Auto,
            At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add(_column, x),
            Value = _range.Clip(value),
            Low = _range.Clip(Math.Exp(forecast.Value - forecast.HalfWidth)),
            High = _range.Clip(Math.Exp(forecast.Value + forecast.HalfWidth)),
            Level = _options.Level,
            IntervalMethod = IntervalMethod.Conformal,
            ExtrapolationFactor = x / LargestScale,
            Weights = weights,
            Warnings = [.. Warnings(value, x, weights)],
        };
    }

    private AverageWeights WeightsAt(double distance) => new(
        _average.WeightOf(_curve, MethodKind.LastValue, distance),
        _average.WeightOf(_curve, MethodKind.Level, distance),
        _average.WeightOf(_curve, MethodKind.Line, distance),
        _average.WeightOf(_curve, MethodKind.Law, distance));

    private IEnumerable<string> Warnings(double value, double x, AverageWeights weights)
    {
        if (!_average.HasOrigins[_curve])
        {
            yield return "The series is too short to forecast its own end from its beginning: weights and interval come from the other series or from a prior.";
        }
        else if (weights.StandsStill)
        {
            yield return $"No method beats a constant on this series: {Numerals.Percent(weights.LastValue + weights.Levels)} of the forecast's weight is on its last values.";
        }

        if (ForecastMessages.Far(x, LargestScale) is { } far)
        {
            yield return far;
        }

        if (ForecastMessages.Clipped(value, _range) is { } clipped)
        {
            yield return clipped;
        }
    }
}
