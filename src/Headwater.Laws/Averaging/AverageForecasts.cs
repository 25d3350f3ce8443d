using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Puts the forecasts of <c>auto</c> in the place of a single law's, for the scales beyond what was measured.</summary>
internal static class AverageForecasts
{
    private const int LeastPoints = 3;

    public static AnalysedSeries[] Replace(AnalysedSeries[] analysed, AnalysisOptions options)
    {
        int[] places = [.. Enumerable.Range(0, analysed.Length).Where(number => PointsOf(analysed[number]).Length >= LeastPoints && TargetsOf(analysed[number], options).Length > 0)];
        if (places.Length == 0)
        {
            return analysed;
        }

        Curve[] curves = [.. places.Select(number => CurveOf(analysed[number]))];
        double[][] distances = [.. places.Select((number, place) => TargetsOf(analysed[number], options).Select(x => Math.Log(x) - curves[place].End).ToArray())];
        AverageForecaster forecaster = new(curves, [.. distances.Select(targets => targets[^1])], options.Level);
        AverageForecast[][] forecasts = forecaster.Forecast(distances);
        AnalysedSeries[] replaced = [.. analysed];
        for (int place = 0; place < places.Length; place++)
        {
            AverageWeights weights = new(forecaster.WeightOf(place, MethodKind.LastValue), forecaster.WeightOf(place, MethodKind.Level), forecaster.WeightOf(place, MethodKind.Line), forecaster.WeightOf(place, MethodKind.Law));
            replaced[places[place]] = With(analysed[places[place]], forecasts[place], weights, forecaster.HasOrigins[place], options);
        }

        return replaced;
    }

    private static AnalysedSeries With(AnalysedSeries series, AverageForecast[] forecasts, AverageWeights weights, bool wasChecked, AnalysisOptions options)
    {
        double[] targets = TargetsOf(series, options);
        double last = PointsOf(series)[^1].X;
        ImmutableArray<Forecast> beyond = [.. forecasts.Select((forecast, target) => Make(series, forecast, targets[target], last, weights, wasChecked, options))];
        ImmutableArray<Forecast> within = [.. series.Analysis.Forecasts.Where(forecast => forecast.ExtrapolationFactor <= 1)];
        return series with { Analysis = series.Analysis with { Forecasts = [.. within, .. beyond] } };
    }

    private static Forecast Make(AnalysedSeries series, AverageForecast forecast, double x, double last, AverageWeights weights, bool wasChecked, AnalysisOptions options)
    {
        double value = Math.Exp(forecast.Value);
        MetricRange range = MetricRange.Of(MetricTraits.Of(series.Analysis.Metric), series.Source.Rows);
        return new()
        {
            Series = series.Analysis.Key,
            Law = LawCatalogue.Auto,
            At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add(options.Scale, x),
            Value = range.Clip(value),
            Low = range.Clip(Math.Exp(forecast.Value - forecast.HalfWidth)),
            High = range.Clip(Math.Exp(forecast.Value + forecast.HalfWidth)),
            Level = options.Level,
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

    // What is asked of the series beyond its data; farther than the limit is refused elsewhere, with a warning.
    private static double[] TargetsOf(AnalysedSeries series, AnalysisOptions options)
    {
        double last = PointsOf(series)[^1].X;
        double limit = options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond * last;
        return [.. options.At.Where(x => x > last && x <= limit).Distinct().Order()];
    }

    private static Curve CurveOf(AnalysedSeries series)
    {
        Point[] points = PointsOf(series);
        string metric = series.Analysis.Metric;
        return CurveCells.Of([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], metric, $"{series.Source.Rows[0].Task}\u001f{metric}");
    }
}
