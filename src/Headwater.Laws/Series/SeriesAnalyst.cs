using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One series with everything computed from it: what the analysis shows, and the draws that comparisons between series need.</summary>
internal sealed record AnalysedSeries(SeriesAnalysis Analysis, SeriesRows Source, Forecaster? Forecaster, RollingCheck? Rolling, ImmutableArray<string> Warnings);

/// <summary>Fits, forecasts and judges single series.</summary>
internal sealed class SeriesAnalyst(ObservationTable table, AnalysisOptions options)
{
    private const int BandPoints = 61;

    private readonly Dictionary<string, LawFitter> fitters = new(StringComparer.Ordinal);

    /// <summary>The law for a metric, and the columns its variables are read from.</summary>
    public (LawFamily Law, string[] Columns) LawFor(MetricTraits traits)
    {
        LawFamily fallback = LawCatalogue.Find(traits.HigherIsBetter is false ? "power" : "bleu-log");
        LawFamily law = options.Law is null ? fallback : LawCatalogue.Find(options.Law, table.UnknownColumns);

        // A law for losses says nothing about scores: where no metric was chosen, it serves the metrics of its own direction.
        bool? direction = MetricTraits.Of(law.Target).HigherIsBetter;
        if (options.Metric is null && direction is not null && traits.HigherIsBetter is not null && direction != traits.HigherIsBetter)
        {
            law = fallback;
        }

        // A law in one variable goes over whatever scale was asked for; D is only its name there.
        bool isElsewhere = law.Symbols.Length == 1 && options.Scale != AnalysisOptions.DefaultScale;
        return (law, isElsewhere ? [options.Scale] : [.. law.Symbols.Select(symbol => ScaleColumns.ColumnOf(symbol, table))]);
    }

    /// <summary>Everything about one series.</summary>
    public AnalysedSeries Analyse(SeriesRows series, MetricTraits traits, LawFamily law, string[] columns, Point? scratch)
    {
        string axis = columns.Contains(options.Scale) ? options.Scale : columns[0];
        List<string> warnings = [];
        ImmutableArray<Point> points = Replication.PointsOf(series.Rows, row => ScaleColumns.Read(row, axis)!.Value);
        FitData data = DataOf(series, columns);
        WarnAboutLeftOut(series, columns, axis, warnings);

        LawFitter fitter = FitterOf(law);
        MetricRange range = MetricRange.Of(traits, series.Rows);
        string? refusal = RefusalOf(law, data, axis);
        Forecaster? forecaster = refusal is null ? new(series.Key, fitter, data, range, axis, options) : null;
        double[] at = forecaster is { CanForecast: true } ? Allowed(forecaster, warnings) : [];
        SeriesAnalysis analysis = new()
        {
            Key = series.Key,
            Metric = series.Metric,
            HigherIsBetter = traits.HigherIsBetter ?? true,
            Points = points,
            Fit = forecaster?.Fit,
            Forecasts = forecaster is { CanForecast: true } ? forecaster.Forecasts(at) : [],
            Band = forecaster is { CanForecast: true } ? forecaster.Curve(BandScales(data, at)) : [],
            Backtest = forecaster is null || law.Symbols.Length != 1 ? null : BacktestOf(series.Key, fitter, data, range, axis, warnings),
            Trend = TrendRule.Of(points, traits.HigherIsBetter ?? true),
            Scratch = scratch,
            Refusal = refusal,
        };
        RollingCheck? rolling = forecaster is null ? null : RollingCheck.Of(fitter, data);
        return new(analysis, series, forecaster, rolling, [.. warnings]);
    }

    // Replicates at one place in all variables are one point; the law is in logs, so scales and values that are not above 0 stay out.
    private static FitData DataOf(SeriesRows series, string[] columns)
    {
        List<(double[] Scales, Point Point)> kept = [];
        foreach (IGrouping<string, Observation> place in series.Rows.GroupBy(row => string.Join('|', columns.Select(column => ObservationColumn.Text(ScaleColumns.Read(row, column))))))
        {
            double[] scales = [.. columns.Select(column => ScaleColumns.Read(place.First(), column)!.Value)];
            Point point = Replication.PointsOf(place, _ => scales[0])[0];
            if (scales.All(scale => scale > 0) && point.Y > 0)
            {
                kept.Add((scales, point));
            }
        }

        (double[] Scales, Point Point)[] ordered = [.. kept.OrderBy(item => item.Scales[0]).ThenBy(item => item.Scales[^1]).ThenBy(item => item.Point.Y)];
        return new(
            [.. ordered.Select(item => item.Scales)],
            [.. ordered.Select(item => item.Point.Y)],
            [.. ordered.Select(item => item.Point.StandardError / item.Point.Y)]);
    }

    private static void WarnAboutLeftOut(SeriesRows series, string[] columns, string axis, List<string> warnings)
    {
        int noScale = series.Rows.Count(row => columns.Any(column => ScaleColumns.Read(row, column) is 0));
        int noValue = series.Rows.Count(row => row.Value <= 0);
        if (noScale > 0)
        {
            warnings.Add($"{series.Key.Name}: {noScale} {(noScale == 1 ? "row has" : "rows have")} {axis} 0 and {(noScale == 1 ? "is" : "are")} shown but not fitted.");
        }

        if (noValue > 0)
        {
            warnings.Add($"{series.Key.Name}: {noValue} {(noValue == 1 ? "value is" : "values are")} not above 0 and {(noValue == 1 ? "has" : "have")} no logarithm: shown but not fitted.");
        }
    }

    private static string? RefusalOf(LawFamily law, FitData data, string axis)
    {
        int needed = law.Coefficients.Length + 1;
        string[] found = [.. data.Scales.Select(scale => string.Join("/", scale.Select(Numerals.Size))).Distinct()];
        return found.Length >= needed ? null
            : $"{law.Name} needs at least {needed} distinct {axis} with a value above 0 to fit {law.Coefficients.Length} coefficients; got {found.Length}{(found.Length == 0 ? "" : $" ({string.Join(", ", found)})")}. Add a checkpoint, or use a law with fewer coefficients.";
    }

    private double[] Allowed(Forecaster forecaster, List<string> warnings)
    {
        double limit = options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond * forecaster.LargestScale;
        foreach (double refused in options.At.Where(x => x > limit))
        {
            warnings.Add($"{forecaster.Key.Name}: no forecast at {Numerals.Size(refused)}, {Numerals.Short(refused / forecaster.LargestScale)} times the largest scale measured; the limit is {Forecaster.RefuseBeyond:0} times. Measure nearer to it, or allow extrapolation.");
        }

        return [.. options.At.Where(x => x <= limit).Distinct().Order()];
    }

    private static double[] BandScales(FitData data, double[] at)
    {
        double low = Math.Log(data.Scales[0][0]);
        double high = Math.Log(Math.Max(data.Scales[^1][0], at.Length == 0 ? 0 : at[^1]));
        return [.. Enumerable.Range(0, BandPoints).Select(k => Math.Exp(low + ((high - low) * k / (BandPoints - 1))))];
    }

    private Backtest? BacktestOf(SeriesKey key, LawFitter fitter, FitData data, MetricRange range, string axis, List<string> warnings)
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

        Forecaster early = new(key, fitter, data.Take(count), range, axis, options);
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
            Targets = targets,
            Error = targets.Average(target => Math.Abs(Math.Log(target.Forecast / target.Actual))),
        };
    }

    private LawFitter FitterOf(LawFamily law)
    {
        lock (fitters)
        {
            if (!fitters.TryGetValue(law.Equation, out LawFitter? fitter))
            {
                fitters[law.Equation] = fitter = new(law, options.HuberDelta);
            }

            return fitter;
        }
    }
}
