using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Replaces the forecasts of an analysis' scores by those through a loss, where the table holds it.</summary>
internal sealed class ThroughForecasts(ObservationTable table, AnalysisOptions options)
{
    /// <summary>The series; scores without such a loss say so, and have no forecast.</summary>
    /// <exception cref="ArgumentException">The table has no such metric.</exception>
    public FittedSeries[] AddTo(FittedSeries[] all)
    {
        ThroughMetric through = ThroughMetric.Parse(options.Through!);
        TwoStepFitter fitter = new(table, through, options);
        if (!fitter.HasLosses)
        {
            throw new ArgumentException(Absent(through, table));
        }

        int[] scores = [.. Enumerable.Range(0, all.Length).Where(number => IsScore(all[number], through))];
        (TwoStep? Steps, string? Missing)[] steps = fitter.Fit([.. scores.Select(number => new StepSeries(
            all[number].Result.Key, all[number].Result.Metric, [.. all[number].Source.Rows.Where(row => ScaleColumns.Read(row, all[number].Columns[0]) > 0)], all[number].Columns[0], double.PositiveInfinity))]);
        FittedSeries[] made = [.. all];
        for (int k = 0; k < scores.Length; k++)
        {
            made[scores[k]] = With(all[scores[k]], steps[k].Steps, steps[k].Missing);
        }

        return made;
    }

    /// <summary>What is said where the table has no such metric.</summary>
    public static string Absent(ThroughMetric through, ObservationTable table) =>
        $"No row has the metric {through.Metric}{(through.Task is { } task ? $" of the task {task}" : "")} to go through; found {string.Join(", ", table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal))}.";

    private static bool IsScore(FittedSeries series, ThroughMetric through) => series.Result.HigherIsBetter && series.Columns.Length == 1
        && !string.Equals(series.Result.Metric, through.Metric, StringComparison.OrdinalIgnoreCase);

    private FittedSeries With(FittedSeries series, TwoStep? steps, string? missing)
    {
        string name = series.Result.Key.Name;
        if (steps is null)
        {
            return series with { Result = series.Result with { Forecasts = [] }, Warnings = [.. series.Warnings, $"{name}: no forecast through {options.Through}: {missing}."] };
        }

        double largest = steps.Loss.LargestScale;
        double limit = options.AllowExtrapolation ? double.PositiveInfinity : Forecaster.RefuseBeyond * largest;
        double[] asked = [.. ForecastPlaces.Of(options, series.Columns, table).Select(scales => scales[0])];
        double[] at = [.. asked.Where(x => x <= limit)];
        IEnumerable<string> refused = asked.Where(x => x > limit).Select(x => $"{name}: {ForecastMessages.Refused(Numerals.Size(x), x / largest)}");
        return series with
        {
            Result = series.Result with { Forecasts = [.. steps.Curve(at).Select(point => Make(series, steps, point, largest))] },
            Warnings = [.. series.Warnings.Where(warning => !asked.Any(x => warning.Contains(ForecastMessages.Refused(Numerals.Size(x), x / largest), StringComparison.Ordinal))), .. refused],
        };
    }

    private Forecast Make(FittedSeries series, TwoStep steps, CurvePoint point, double largest) => new()
    {
        Series = series.Result.Key,
        Law = steps.Name,
        At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add(series.Columns[0], point.X),
        Value = point.Value,
        Low = point.Low,
        High = point.High,
        Level = options.Level,
        ExtrapolationFactor = point.X / largest,
        Warnings = ForecastMessages.Far(point.X, largest) is { } far ? [far] : [],
    };
}
