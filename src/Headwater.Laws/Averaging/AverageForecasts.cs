using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Forecasts the series of a table by <c>auto</c>, all of them together, beyond what was measured.</summary>
internal sealed class AverageForecasts(ObservationTable table, AnalysisOptions options)
{
    private const int LeastPoints = 3;
    private const int BandPoints = 61;

    /// <summary>The series with their forecasts, or with the reason why there are none.</summary>
    public FittedSeries[] AddTo(FittedSeries[] fitted)
    {
        FittedSeries[] judged = [.. fitted.Select(Judged)];
        int[] places = [.. Enumerable.Range(0, judged.Length).Where(number => CanContinue(judged[number]))];
        if (places.Length == 0)
        {
            return judged;
        }

        AverageForecaster average = AverageForecaster.Learn([.. places.Select(number => CurveOf(judged[number], PointsOf(judged[number])))], options.Level);
        foreach ((int place, FittedSeries series) in places.AsParallel().AsOrdered().Select((number, curve) => (number, Continued(judged[number], average, curve))).ToArray())
        {
            judged[place] = series;
        }

        return WithBacktests(judged, places);
    }

    // What was asked and cannot be answered is said before anything is forecast.
    private FittedSeries Judged(FittedSeries series)
    {
        if (series.Columns.Length > 1)
        {
            return series;
        }

        MeasuredPoint[] points = PointsOf(series);
        if (FitRefusal.OfAverage(LeastPoints, points, series.Columns[0]) is { } refusal)
        {
            return series with { Result = series.Result with { Refusal = series.Result.Refusal ?? refusal } };
        }

        double last = points[^1].X;
        IEnumerable<string> within = options.WithFits ? [] : AskedOf(series).Where(x => x <= last)
            .Select(x => $"{series.Result.Key.Name}: no forecast at {Numerals.Size(x)}, which is not beyond the largest scale measured ({Numerals.Size(last)}). auto continues a series; for values inside it, choose a law with --law.");
        IEnumerable<string> beyond = AskedOf(series).Where(x => x > LimitOf(last)).Select(x => $"{series.Result.Key.Name}: {ForecastMessages.Refused(Numerals.Size(x), x / last)}");
        return series with { Warnings = [.. series.Warnings, .. within, .. beyond] };
    }

    private static bool CanContinue(FittedSeries series) =>
        series.Columns.Length == 1 && FitRefusal.OfAverage(LeastPoints, PointsOf(series), series.Columns[0]) is null;

    private FittedSeries Continued(FittedSeries series, AverageForecaster average, int curve)
    {
        MeasuredPoint[] points = PointsOf(series);
        AutoForecaster forecaster = new(average, curve, series.Source, series.Columns[0], points, options);
        double[] targets = TargetsOf(series);
        return series with
        {
            Continuation = forecaster,
            Result = series.Result with
            {
                Forecasts = targets.Length == 0 ? [] : forecaster.ForecastsAt(targets),
                Band = targets.Length == 0 || !options.WithBands ? [] : forecaster.Curve(BandScales(points[^1].X, targets[^1])),
            },
        };
    }

    private static double[] BandScales(double from, double to) =>
        [.. Enumerable.Range(0, BandPoints).Select(k => from * Math.Pow(to / from, (double)k / (BandPoints - 1)))];

    // The cut is made in every series before anything is learned from any of them.
    private FittedSeries[] WithBacktests(FittedSeries[] judged, int[] places)
    {
        if (options.FitOn is not { } count)
        {
            return judged;
        }

        int[] longer = [.. places.Where(number => count >= LeastPoints && PointsOf(judged[number]).Length > count)];
        foreach (int number in places.Except(longer))
        {
            judged[number] = judged[number] with
            {
                Warnings = [.. judged[number].Warnings, $"{judged[number].Result.Key.Name}: no backtest on the {count} smallest scales; it needs at least {LeastPoints} to learn from and one of the {PointsOf(judged[number]).Length} left to forecast."],
            };
        }

        if (longer.Length == 0)
        {
            return judged;
        }

        AverageForecaster early = AverageForecaster.Learn([.. longer.Select(number => CurveOf(judged[number], PointsOf(judged[number])[..count]))], options.Level);
        for (int curve = 0; curve < longer.Length; curve++)
        {
            FittedSeries series = judged[longer[curve]];
            MeasuredPoint[] points = PointsOf(series);
            SeriesRows known = series.Source with { Rows = [.. series.Source.Rows.Where(row => ScaleColumns.Read(row, series.Columns[0]) <= points[count - 1].X)] };
            AutoForecaster forecaster = new(early, curve, known, series.Columns[0], points[..count], options);
            ImmutableArray<CurvePoint> forecasts = forecaster.Curve([.. points[count..].Select(point => point.X)]);
            ImmutableArray<BacktestTarget> targets = [.. forecasts.Select((forecast, place) => new BacktestTarget(forecast.X, points[count + place].Y, forecast.Value, forecast.Low, forecast.High))];
            judged[longer[curve]] = series with
            {
                Result = series.Result with
                {
                    Backtest = new()
                    {
                        Series = series.Result.Key,
                        Law = LawCatalogue.Auto,
                        Cutoff = points[count - 1].X,
                        PointsFitted = count,
                        Level = options.Level,
                        Targets = targets,
                        Error = targets.Average(target => Math.Abs(Math.Log(target.Forecast / target.Actual))),
                    },
                },
            };
        }

        return judged;
    }

    private static MeasuredPoint[] PointsOf(FittedSeries series) => [.. series.Result.Points.Where(point => point.X > 0 && point.Y > 0)];

    private IEnumerable<double> AskedOf(FittedSeries series) => ForecastPlaces.Of(options, series.Columns, table).Select(scales => scales[0]);

    private double[] TargetsOf(FittedSeries series)
    {
        double last = PointsOf(series)[^1].X;
        return [.. AskedOf(series).Where(x => x > last && x <= LimitOf(last))];
    }

    private double LimitOf(double last) => options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond * last;

    private static Curve CurveOf(FittedSeries series, MeasuredPoint[] points) =>
        CurveCells.Of(points, series.Result.Metric, $"{series.Source.Rows[0].Task}\u001f{series.Result.Metric}");
}
