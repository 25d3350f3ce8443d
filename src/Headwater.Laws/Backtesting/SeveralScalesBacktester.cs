using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Backtests laws in several scales. What counts as small is compute, as in the hold-outs of Gadre et al. 2024 (arXiv:2403.08540) and on Chinchilla's points
/// (Besiroglu et al. 2024, arXiv:2404.10102): the column <c>compute</c> where every row of a series has it, else the product of the law's scales, which for
/// parameters and tokens is a sixth of it. <c>unique_tokens</c> is not spent and does not count.
/// </summary>
internal sealed class SeveralScalesBacktester(ObservationTable table, BacktestOptions options, List<string> warnings)
{
    private const string Compute = "compute";

    // As for one scale: a size written with few digits may lie a little above the share of the largest that it stands for.
    private const double Rounding = 1e-12;

    /// <summary>The backtests of a law, one for each series that has enough points.</summary>
    /// <exception cref="ArgumentException">The law goes over something that is no size, or no series has enough points.</exception>
    public Backtest[] Of(LawFamily law)
    {
        string[] columns = ScaleColumns.ColumnsOf(law, table);
        if (law.IsOverCorpora || columns.Any(column => ScaleColumns.IsRate(column) || column == ScaleColumns.MeasuredLoss))
        {
            throw new ArgumentException($"{law.Name} goes over {(law.IsOverCorpora ? "mixing rates" : string.Join(", ", law.Symbols))}: nothing says which of its points are the large ones. A backtest takes laws over sizes.");
        }

        SeriesRows[] series = [.. SeriesRows.Cut(RowsOf(law, columns), columns, table.SeveralRuns)];
        LawFitter fitter = new(law);
        int fitted = Math.Max(options.LeastFitted, law.Coefficients.Length + 1);
        Backtest?[] backtests = [.. series.AsParallel().AsOrdered().Select(one => Of(fitter, one, columns, fitted))];
        string rule = $"a backtest of {law.Name} takes at least {Math.Max(options.LeastPoints, fitted + 1)} distinct places with values above 0, {fitted} of them at or below {Numerals.Short(options.FitBelow)} of the largest {SizeOf(series, columns)}, and one beyond";
        return backtests.OfType<Backtest>().ToArray() is { Length: > 0 } made
            ? Noted(made, series.Length, rule)
            : throw new ArgumentException($"None of {series.Length} series over {string.Join(" and ", columns)} has enough points, or a fit: {rule}. {Remedy(series, columns, fitted)}");
    }

    // By the longest series.
    private string Remedy(SeriesRows[] series, string[] columns, int fitted)
    {
        double[] sizes = series.Length == 0 ? [] : [.. series.Select(one => PlaceSizes(one, columns)).MaxBy(places => places.Length)!.Order()];
        if (sizes.Length <= fitted)
        {
            return $"The longest has {sizes.Length} places.\nhint: measure {fitted + 1 - sizes.Length} more, or take a law with fewer coefficients";
        }

        (string fewer, double enough) = options.LeastCut(sizes, fitted);
        return enough > options.FitBelow && enough < 1 ? $"Add points there, or cut higher.\nhint: {fewer}--fit-below {Numerals.Short(enough)}"
            : fewer.Length > 0 ? $"Add points, or take fewer.\nhint: {fewer.TrimEnd()}"
            : "Add points, or take a law with fewer coefficients.";
    }

    private static double[] PlaceSizes(SeriesRows series, string[] columns)
    {
        string[] sizes = SizesOf(series, columns);
        return [.. MeasuredPoint.Of(series.Rows, columns).Select(place => SizeOf(place.Rows.First(), sizes))];
    }

    private static double SizeOf(Observation row, string[] sizes) => sizes.Aggregate(1.0, (product, column) => product * ScaleColumns.Read(row, column)!.Value);

    private Backtest[] Noted(Backtest[] made, int series, string rule)
    {
        if (made.Length < series)
        {
            warnings.Add($"{series - made.Length} of {series} series are left out, or have no finite fit: {rule}.");
        }

        return made;
    }

    // A law for losses says nothing about scores, unless a metric was asked for.
    private Observation[] RowsOf(LawFamily law, string[] columns)
    {
        bool? direction = options.Metric is null ? MetricTraits.Of(law.Target).HigherIsBetter : null;
        return
        [
            .. table.Rows.Where(row => (options.Metric is null || LogLikelihoods.IsMetric(row.Metric, options.Metric))
                && (direction is null || (row.HigherIsBetter ?? MetricTraits.Of(row.Metric).HigherIsBetter ?? direction) == direction)
                && row.Value > 0 && columns.All(column => ScaleColumns.Read(row, column) > 0)),
        ];
    }

    private Backtest? Of(LawFitter fitter, SeriesRows series, string[] columns, int leastFitted)
    {
        string[] sizes = SizesOf(series, columns);
        double cut = options.FitBelow * series.Rows.Max(Size) * (1 + Rounding);
        Observation[] known = [.. series.Rows.Where(row => Size(row) <= cut)];
        ImmutableArray<MeasuredPoint> fitted = MeasuredPoint.Of(known, columns);
        ImmutableArray<MeasuredPoint> targets = MeasuredPoint.Of(series.Rows.Where(row => Size(row) > cut), columns);
        if (fitted.Length < leastFitted || fitted.Length + targets.Length < options.LeastPoints)
        {
            return null;
        }

        // Values beyond the cut are not looked at: not even to tell a percentage from a share.
        MetricRange range = MetricRange.Of(MetricTraits.Of(series.Metric), known);
        AnalysisOptions asked = new() { Level = options.Level, Resamples = options.Resamples, Seed = options.Seed };
        FitData data = SeriesData.Of(series, fitted, range, asked, []);
        Forecaster forecaster = Forecaster.Of(series.Key, fitter, data, range, columns, asked);
        if (forecaster.Ensemble is null)
        {
            return null;
        }

        ImmutableArray<Forecast> forecasts = forecaster.Forecasts([.. targets.Select(place => place.Scales)]);
        return forecasts.All(forecast => forecast.Value > 0) ? Make(series.Key, fitter.Law.Name, sizes, known.Max(Size), fitted.Length, targets, forecasts) : null;

        double Size(Observation row) => SizeOf(row, sizes);
    }

    private static Backtest Make(SeriesKey key, string law, string[] sizes, double cutoff, int points, ImmutableArray<MeasuredPoint> targets, ImmutableArray<Forecast> forecasts) => new()
    {
        Series = key,
        Law = law,
        Cutoff = cutoff,
        CutBy = string.Join(" * ", sizes),
        PointsFitted = points,
        Targets = [.. targets.Zip(forecasts, (place, forecast) => new BacktestTarget(SizeAt(place, forecast, sizes), place.Y, forecast.Value, forecast.Low, forecast.High) { Place = forecast.At })],
        Error = targets.Zip(forecasts, (place, forecast) => Math.Abs(Math.Log(forecast.Value / place.Y))).Average(),
    };

    // Compute may be no scale of the law: then it is what the rows of the place say.
    private static double SizeAt(MeasuredPoint place, Forecast forecast, string[] sizes) =>
        sizes.Aggregate(1.0, (product, column) => product * (forecast.At.TryGetValue(column, out double scale) ? scale : place.Rows.Average(row => ScaleColumns.Read(row, column)!.Value)));

    private static string[] SizesOf(SeriesRows series, string[] columns) =>
        series.Rows.All(row => row.Compute > 0) ? [Compute] : [.. columns.Where(column => column != "unique_tokens")];

    private static string SizeOf(SeriesRows[] series, string[] columns) =>
        series.Length == 0 ? Compute : string.Join(" * ", SizesOf(series[0], columns));
}
