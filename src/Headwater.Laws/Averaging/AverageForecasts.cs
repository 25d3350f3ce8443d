using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Forecasts the series of a table by <c>auto</c>, all of them together, beyond what was measured.</summary>
internal sealed class AverageForecasts(ObservationTable table, AnalysisOptions options)
{
    private const int LeastPoints = 3;

    /// <summary>The series with their forecasts, or with the reason why there are none.</summary>
    public AnalysedSeries[] AddTo(AnalysedSeries[] analysed)
    {
        AnalysedSeries[] judged = [.. analysed.Select(Judged)];
        int[] places = [.. Enumerable.Range(0, judged.Length).Where(number => judged[number].Analysis.Refusal is null && TargetsOf(judged[number]).Length > 0)];
        if (places.Length == 0)
        {
            return judged;
        }

        Curve[] curves = [.. places.Select(number => CurveOf(judged[number]))];
        double[][] distances = [.. places.Select((number, place) => TargetsOf(judged[number]).Select(x => Math.Log(x) - curves[place].End).ToArray())];
        AverageForecaster forecaster = new(curves, [.. distances.Select(targets => targets[^1])], options.Level);
        AverageForecast[][] forecasts = forecaster.Forecast(distances);
        for (int place = 0; place < places.Length; place++)
        {
            AverageWeights weights = new(forecaster.WeightOf(place, MethodKind.LastValue), forecaster.WeightOf(place, MethodKind.Level), forecaster.WeightOf(place, MethodKind.Line), forecaster.WeightOf(place, MethodKind.Law));
            judged[places[place]] = With(judged[places[place]], forecasts[place], weights, forecaster.HasOrigins[place]);
        }

        return judged;
    }

    // What was asked and cannot be answered is said before anything is forecast.
    private AnalysedSeries Judged(AnalysedSeries series)
    {
        Point[] points = PointsOf(series);
        if (FitRefusal.OfAverage(LeastPoints, points, series.Columns[0]) is { } refusal)
        {
            return series with { Analysis = series.Analysis with { Refusal = refusal } };
        }

        double last = points[^1].X;
        IEnumerable<string> within = AskedOf(series).Where(x => x <= last)
            .Select(x => $"{series.Analysis.Key.Name}: no forecast at {Numerals.Size(x)}, which is not beyond the largest scale measured ({Numerals.Size(last)}). auto continues a series; for values inside it name a law.");
        IEnumerable<string> beyond = AskedOf(series).Where(x => x > LimitOf(last)).Select(x => $"{series.Analysis.Key.Name}: {ForecastMessages.Refused(Numerals.Size(x), x / last)}");
        return series with { Warnings = [.. series.Warnings, .. within, .. beyond] };
    }

    private AnalysedSeries With(AnalysedSeries series, AverageForecast[] forecasts, AverageWeights weights, bool wasChecked)
    {
        double[] targets = TargetsOf(series);
        return series with { Analysis = series.Analysis with { Forecasts = [.. forecasts.Select((forecast, target) => Make(series, forecast, targets[target], weights, wasChecked))] } };
    }

    private Forecast Make(AnalysedSeries series, AverageForecast forecast, double x, AverageWeights weights, bool wasChecked)
    {
        double value = Math.Exp(forecast.Value);
        double last = PointsOf(series)[^1].X;
        MetricRange range = MetricRange.Of(MetricTraits.Of(series.Analysis.Metric), series.Source.Rows);
        return new()
        {
            Series = series.Analysis.Key,
            Law = LawCatalogue.Auto,
            At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add(series.Columns[0], x),
            Value = range.Clip(value),
            Low = range.Clip(Math.Exp(forecast.Value - forecast.HalfWidth)),
            High = range.Clip(Math.Exp(forecast.Value + forecast.HalfWidth)),
            Level = options.Level,
            IntervalMethod = IntervalMethod.Conformal,
            ExtrapolationFactor = x / last,
            Weights = weights,
            Warning = string.Join(' ', Warnings(value, range, x, last, weights, wasChecked)) is { Length: > 0 } text ? text : null,
        };
    }

    private static IEnumerable<string> Warnings(double value, MetricRange range, double x, double last, AverageWeights weights, bool wasChecked)
    {
        if (!wasChecked)
        {
            yield return "The series is too short to have forecast its own end from its beginning: weights and interval are what its neighbours or the prior say.";
        }
        else if (weights.StandsStill)
        {
            yield return $"Nothing beats standing still here: {Numerals.Percent(weights.LastValue + weights.Levels)} of the forecast is the last values.";
        }

        if (ForecastMessages.Far(x, last) is { } far)
        {
            yield return far;
        }

        if (ForecastMessages.Clipped(value, range) is { } clipped)
        {
            yield return clipped;
        }
    }

    private static Point[] PointsOf(AnalysedSeries series) => [.. series.Analysis.Points.Where(point => point.X > 0 && point.Y > 0)];

    private IEnumerable<double> AskedOf(AnalysedSeries series) => ForecastPlaces.Of(options, series.Columns, table).Select(scales => scales[0]);

    private double[] TargetsOf(AnalysedSeries series)
    {
        double last = PointsOf(series)[^1].X;
        return [.. AskedOf(series).Where(x => x > last && x <= LimitOf(last))];
    }

    private double LimitOf(double last) => options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond * last;

    private static Curve CurveOf(AnalysedSeries series)
    {
        Point[] points = PointsOf(series);
        string metric = series.Analysis.Metric;
        return CurveCells.Of([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], metric, $"{series.Source.Rows[0].Task}\u001f{metric}");
    }
}
