using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One series with everything computed from it: what the analysis shows, and the draws that comparisons between series need.</summary>
internal sealed record FittedSeries(SeriesResult Result, SeriesRows Source, string[] Columns, Forecaster? Forecaster, RollingCheck? Rolling, ImmutableArray<string> Warnings)
{
    /// <summary>What continues the series: <c>auto</c>, or the law that was asked for; <c>null</c> where neither can.</summary>
    public SeriesForecaster? Continuation { get; init; }
}

/// <summary>Fits, forecasts and judges single series.</summary>
internal sealed class SeriesFitter(ObservationTable table, AnalysisOptions options)
{
    private const int BandPoints = 61;

    private readonly Dictionary<string, LawFitter> _fitters = new(StringComparer.Ordinal);

    /// <summary>Everything about one series.</summary>
    public FittedSeries Fit(SeriesRows series, MetricTraits traits, LawFamily law, string[] columns, MeasuredPoint? scratch)
    {
        bool isCurve = columns.Length == 1;
        ILookup<bool, MeasuredPoint> places = MeasuredPoint.Of(series.Rows, columns).ToLookup(place => HasLogarithms(place, columns));
        ImmutableArray<MeasuredPoint> fitted = DenseCurve.Thin([.. places[true]]);
        ImmutableArray<MeasuredPoint> points = PointsOf(fitted.Concat(places[false]), columns);
        MetricRange range = MetricRange.Of(traits, series.Rows);
        List<string> warnings = [.. LeftOut.Warnings(series, columns), .. DivergedSeeds.Warnings(series, columns), .. DenseCurve.Warnings(series, places[true].Count(), fitted.Length), .. isCurve ? LonePoint.Warnings(series, points, columns[0]) : []];
        FitData data = SeriesData.Of(series, fitted, range, options, warnings);

        LawFitter fitter = FitterOf(law);

        // Forecasts of auto need no law, and a table of thousands of series no time for one.
        bool isFitted = options.WithFits || !options.UsesAverage;
        string? refusal = !isFitted ? null : FitRefusal.Of(law, data, columns);
        Forecaster? forecaster = refusal is null && isFitted ? Forecaster.Of(series.Key, fitter, data, range, columns, options) : null;
        Forecaster? able = forecaster is { CanForecast: true } && !(options.UsesAverage && isCurve) ? forecaster : null;
        ImmutableArray<double[]> at = able is null ? [] : Allowed(able, columns, warnings);
        SeriesResult result = new()
        {
            Key = series.Key,
            Metric = series.Metric,
            HigherIsBetter = traits.HigherIsBetter ?? true,
            DirectionKnown = traits.HigherIsBetter is not null,
            Points = points,
            Fit = forecaster?.Fit,
            Forecasts = able?.Forecasts(at) ?? [],
            Band = able is not null && isCurve && options.WithBands ? able.Curve(BandScales(data, at)) : [],
            Backtest = forecaster is null || !isCurve || options.UsesAverage ? null : BacktestOf(series.Key, fitter, data, range, columns, warnings),
            Trend = isCurve ? TrendRule.Of(points, traits.HigherIsBetter ?? true) : null,
            Scratch = scratch,
            Refusal = refusal,
        };
        RollingCheck? rolling = forecaster is null || !isCurve ? null : RollingCheck.Of(fitter, data, FitRule.Of(fitter, data, options));
        return new(result, series, columns, forecaster, rolling, [.. warnings]) { Continuation = isCurve ? able : null };
    }

    // Against the scale asked for; with several variables one scale has many points.
    private ImmutableArray<MeasuredPoint> PointsOf(IEnumerable<MeasuredPoint> places, string[] columns)
    {
        int axis = Math.Max(0, Array.IndexOf(columns, options.Scale));
        return [.. places.Select(place => place.Along(axis)).OrderBy(point => point.X)];
    }

    // The law is in logs, so values that are not above 0 stay out, and so do scales, but for mixing rates.
    private static bool HasLogarithms(MeasuredPoint place, string[] columns) =>
        place.Y > 0 && place.Scales.Zip(columns, (scale, column) => scale > 0 || ScaleColumns.MayBeZero(column)).All(has => has);

    private ImmutableArray<double[]> Allowed(Forecaster forecaster, string[] columns, List<string> warnings)
    {
        ImmutableArray<double[]> asked = ForecastPlaces.Of(options, columns, table);
        double limit = options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond;
        foreach (double[] refused in asked.Where(scales => forecaster.ExtrapolationTo(scales) > limit))
        {
            warnings.Add($"{forecaster.Key.Name}: {ForecastMessages.Refused(string.Join("/", refused.Select(Numerals.Size)), forecaster.ExtrapolationTo(refused))}");
        }

        return [.. asked.Where(scales => forecaster.ExtrapolationTo(scales) <= limit)];
    }

    private static double[] BandScales(FitData data, ImmutableArray<double[]> at)
    {
        double low = Math.Log(data.Scales[0][0]);
        double high = Math.Log(Math.Max(data.Scales[^1][0], at.IsEmpty ? 0 : at[^1][0]));
        return [.. Enumerable.Range(0, BandPoints).Select(k => Math.Exp(low + ((high - low) * k / (BandPoints - 1))))];
    }

    private Backtest? BacktestOf(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string[] columns, List<string> warnings)
    {
        if (options.FitOn is not { } count)
        {
            return null;
        }

        if (count <= fitter.Coordinates.Count || count >= data.Count)
        {
            warnings.Add($"{key.Name}: no backtest on the {count} smallest scales; it needs at least {fitter.Coordinates.Count + 1} to fit and one of the {data.Count} left to forecast.");
            return null;
        }

        Forecaster early = Forecaster.Of(key, fitter, data.Take(count), range, columns, options);
        if (!early.CanForecast)
        {
            warnings.Add($"{key.Name}: no backtest. {early.Fit.Message}");
            return null;
        }

        ImmutableArray<CurvePoint> curve = early.Curve([.. data.Scales[count..].Select(scale => scale[0])]);
        ImmutableArray<BacktestTarget> targets = [.. curve.Select((point, i) => new BacktestTarget(point.X, data.Values[count + i], point.Value, point.Low, point.High))];
        return new()
        {
            Series = key,
            Law = fitter.Law.Name,
            Cutoff = early.LargestScale,
            PointsFitted = count,
            Level = options.Level,
            Targets = targets,
            Error = targets.Average(target => Math.Abs(Math.Log(target.Forecast / target.Actual))),
        };
    }

    private LawFitter FitterOf(LawFamily law)
    {
        lock (_fitters)
        {
            if (!_fitters.TryGetValue(law.Equation, out LawFitter? fitter))
            {
                _fitters[law.Equation] = fitter = new(law, options.HuberDelta);
            }

            return fitter;
        }
    }
}
