using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Runs the backtests of a table.</summary>
internal sealed class TableBacktester(ObservationTable table, BacktestOptions options)
{
    // Fewer scales leave no cut to name.
    private const int FewestScales = 3;

    private readonly List<string> _warnings = [.. table.Warnings];

    public TableBacktest Run()
    {
        LawFamily[] named = [.. options.Laws.Where(name => name != BacktestOptions.AllLaws).Select(name => LawCatalogue.Find(name, table.UnknownColumns))];
        if (named.FirstOrDefault(law => law.Symbols.IsEmpty && !law.IsOverCorpora) is { } constant)
        {
            throw new ArgumentException($"{constant.Name} goes over no scale, so its value is the same everywhere. A backtest takes laws over sizes.");
        }

        LawFamily[] several = [.. named.Where(law => law.Symbols.Length > 1 || law.IsOverCorpora).DistinctBy(law => law.Equation)];
        SeveralScalesBacktester overSeveral = new(table, options, _warnings);
        Backtest[] backtests =
        [
            .. several.Length > 0 && several.Length == options.Laws.Length ? [] : OverOne([.. named.Except(several)]),
            .. several.SelectMany(overSeveral.Of),
        ];
        return new() { Backtests = [.. backtests], Summary = BacktestSummaries.Of(backtests, options.Level, options.Seed), Warnings = [.. _warnings] };
    }

    // What is over one scale has auto and the naive rivals beside it.
    private IEnumerable<Backtest> OverOne(LawFamily[] named)
    {
        HeldOutSeries[] series = [.. Cut().OrderBy(one => one.Key.Label, StringComparer.Ordinal)];
        return
        [
            .. Average(series),
            .. LawCatalogue.Rivals.SelectMany(rival => series.Select(one => Naive(one, rival))),
            .. LawsToFit(named, series).SelectMany(law => Fitted(law, series)),
            .. options.Through is { } through ? Through(ThroughMetric.Parse(through), series) : [],
        ];
    }

    private HeldOutSeries[] Cut()
    {
        Observation[] rows = [.. table.Rows.Where(row => options.Metric is null || LogLikelihoods.IsMetric(row.Metric, options.Metric))];
        if (rows.Length == 0)
        {
            throw new ArgumentException($"No row has the metric {options.Metric}; found {string.Join(", ", table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal))}.");
        }

        (SeriesRows Rows, string Column)[] cut = [.. SeriesScales.Of(rows, options.Scale, table.SeveralRuns)];
        HeldOutSeries?[] series = [.. cut.Select(item => HeldOutSeries.Of(item.Rows, item.Column, options))];
        HeldOutSeries[] usable = [.. series.OfType<HeldOutSeries>()];
        string rule = $"a backtest takes at least {options.LeastPoints} distinct scales above 0 with values above 0, {options.LeastFitted} of them at or below {Numerals.Short(options.FitBelow)} of the largest, and one beyond";
        if (usable.Length == 0)
        {
            throw new ArgumentException($"None of {series.Length} series has enough points: {rule}. {Shortage(cut)}");
        }

        if (usable.Length < series.Length)
        {
            _warnings.Add($"{series.Length - usable.Length} of {series.Length} series are left out: {rule}.");
        }

        return usable;
    }

    // Of the longest series: how many scales it lacks, and where.
    private string Shortage((SeriesRows Rows, string Column)[] cut)
    {
        (SeriesRows rows, double[] scales) = cut.Select(item => (item.Rows, Scales: item.Rows.Rows.Where(row => row.Value > 0).Select(row => ScaleColumns.Read(row, item.Column)).Where(scale => scale > 0).Select(scale => scale!.Value).Distinct().ToArray()))
            .MaxBy(item => item.Scales.Length);
        if (scales.Length == 0)
        {
            return "No row has a scale above 0 with a value above 0.";
        }

        double share = options.FitBelow * scales.Max();
        int small = scales.Count(scale => scale <= share);
        int missing = Math.Max(options.LeastFitted - small, options.LeastPoints - scales.Length);
        string found = $"The longest ({rows.Key.Name}) has {scales.Length}, {small} of them at or below {Numerals.Size(share)}";
        if (scales.Length < FewestScales)
        {
            return $"{found}.\nhint: measure {missing} more scales";
        }

        (string fewer, double enough) = options.LeastCut([.. scales.Order()], Math.Min(options.LeastFitted, scales.Length - 1));
        return $"{found}: add {missing} more there, or cut higher.\nhint: {fewer}--fit-below {Numerals.Short(enough)}";
    }

    private IEnumerable<Backtest> Average(HeldOutSeries[] series)
    {
        Curve[] curves = [.. series.Select(one => CurveCells.Of(one.Known, one.Metric, one.Group))];
        double[][] distances = [.. series.Select((one, number) => one.HeldOut.Select(point => Math.Log(point.X) - curves[number].End).ToArray())];
        AverageForecaster forecaster = AverageForecaster.Learn(curves, options.Level);
        AverageForecast[][] forecasts = [.. distances.Select((targets, number) => forecaster.Forecast(number, targets))];
        return series.Select((one, number) => Make(one, LawCatalogue.Auto, target => Bounded(one, forecasts[number][target])));
    }

    private static (double Value, double Low, double High) Bounded(HeldOutSeries series, AverageForecast forecast) =>
        (series.Range.Clip(Math.Exp(forecast.Value)), series.Range.Clip(Math.Exp(forecast.Value - forecast.HalfWidth)), series.Range.Clip(Math.Exp(forecast.Value + forecast.HalfWidth)));

    private static Backtest Naive(HeldOutSeries series, NaiveRival rival)
    {
        double[] logs = NaiveForecast.Of(
            rival,
            [.. series.Known.Select(point => Math.Log(point.X))],
            [.. series.Known.Select(point => Math.Log(point.Y))],
            [.. series.HeldOut.Select(point => Math.Log(point.X))]);
        return Make(series, rival.Name, target => (series.Range.Clip(Math.Exp(logs[target])), double.NaN, double.NaN));
    }

    private IEnumerable<LawFamily> LawsToFit(LawFamily[] named, HeldOutSeries[] series)
    {
        IEnumerable<LawFamily> laws = options.Laws.IsEmpty
            ? series.Select(one => one.HigherIsBetter ? "bleu-log" : "power").Distinct().Select(name => LawCatalogue.Find(name))
            : options.Laws.Contains(BacktestOptions.AllLaws) ? [.. LawCatalogue.All.Where(HasOneScale), .. named] : named;
        return laws.DistinctBy(law => law.Equation);
    }

    // Laws of compute, of mixing rates and of a measured loss do not continue a curve over a size.
    private static bool HasOneScale(LawFamily law) => law.Symbols is ["D" or "N" or ScaleColumns.FinetuningSize];

    private Backtest[] Fitted(LawFamily law, HeldOutSeries[] series)
    {
        LawFitter fitter = new(law);
        Backtest?[] backtests = [.. series.AsParallel().AsOrdered().Select(one => Fitted(fitter, one))];
        int refused = backtests.Count(backtest => backtest is null);
        if (refused > 0)
        {
            _warnings.Add($"{law.Name}: {refused} of {series.Length} series have too few points for its {law.Coefficients.Length} coefficients, or no finite fit.");
        }

        return [.. backtests.OfType<Backtest>()];
    }

    private Backtest? Fitted(LawFitter fitter, HeldOutSeries series)
    {
        if (series.Known.Length <= fitter.Coordinates.Count)
        {
            return null;
        }

        FitData data = DataOf(series);
        Forecaster forecaster = Forecaster.Of(series.Key, fitter, data, series.Range, [fitter.Law.Symbols[0]], Asked);
        if (forecaster.Ensemble is null)
        {
            return null; // a search that did not end at a minimum is the law's own trouble, and counts
        }

        ImmutableArray<CurvePoint> curve = forecaster.Curve([.. series.HeldOut.Select(point => point.X)]);
        return curve.All(point => point.Value > 0) ? Make(series, fitter.Law.Name, target => (curve[target].Value, curve[target].Low, curve[target].High)) : null;
    }

    private AnalysisOptions Asked => new() { Level = options.Level, Resamples = options.Resamples, Seed = options.Seed, Loss = options.Loss, Floor = options.Floor, ScoreLaw = options.ScoreLaw };

    // What needs the rows behind the points is made from them only where it was asked for.
    private FitData DataOf(HeldOutSeries series)
    {
        if (options.Loss is LossKind.Binomial || options.Floor is ScoreFloor.Chance)
        {
            ImmutableArray<MeasuredPoint> places = DenseCurve.Thin(MeasuredPoint.Of(series.KnownRows, [series.Column]));
            return SeriesData.Of(new(series.Key, series.Metric, series.KnownRows), places, series.Range, Asked, _warnings);
        }

        return new([.. series.Known.Select(point => new[] { point.X })], [.. series.Known.Select(point => point.Y)], [.. series.Known.Select(point => point.StandardError / point.Y)]);
    }

    private Backtest[] Through(ThroughMetric through, HeldOutSeries[] all)
    {
        HeldOutSeries[] scores = [.. all.Where(one => one.HigherIsBetter)];
        TwoStepFitter fitter = new(table, through, Asked);
        if (!fitter.HasLosses)
        {
            throw new ArgumentException(ThroughForecasts.Absent(through, table));
        }

        (TwoStep? Steps, string? Missing)[] fitted = fitter.Fit([.. scores.Select(one => new StepSeries(one.Key, one.Metric, one.KnownRows, one.Column, one.Cutoff))]);
        if (fitted.Count(item => item.Steps is null) is > 0 and int missing)
        {
            _warnings.Add($"through {through.Metric}: {missing} of {scores.Length} series are left out: {fitted.First(item => item.Steps is null).Missing}.");
        }

        return [.. scores.Zip(fitted).Where(pair => pair.Second.Steps is not null).Select(pair => Make(pair.First, pair.Second.Steps!)).OfType<Backtest>()];
    }

    private static Backtest? Make(HeldOutSeries series, TwoStep steps)
    {
        ImmutableArray<CurvePoint> curve = steps.Curve([.. series.HeldOut.Select(point => point.X)]);
        return curve.All(point => point.Value > 0) ? Make(series, steps.Name, target => (curve[target].Value, curve[target].Low, curve[target].High)) : null;
    }

    private static Backtest Make(HeldOutSeries series, string law, Func<int, (double Value, double Low, double High)> forecast)
    {
        ImmutableArray<BacktestTarget> targets =
        [
            .. series.HeldOut.Select((point, number) => (point, forecast(number))).Select(item => new BacktestTarget(item.point.X, item.point.Y, item.Item2.Value, item.Item2.Low, item.Item2.High)),
        ];
        return new()
        {
            Series = series.Key,
            Law = law,
            Cutoff = series.Cutoff,
            PointsFitted = series.Known.Length,
            Targets = targets,
            Error = targets.Average(target => Math.Abs(Math.Log(target.Forecast / target.Actual))),
        };
    }
}
