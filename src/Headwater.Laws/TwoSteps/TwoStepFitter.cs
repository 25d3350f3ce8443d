using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Fits both steps for the series of a table. The loss is fitted series by series; the score over the loss once for each task and pretraining data, on
/// the rows of all model sizes that may be known. Nothing beyond a series' own cutoff is looked at.
/// </summary>
internal sealed class TwoStepFitter
{
    // The way from chance to the ceiling, where both are given: Bhagia et al.'s law without its floor.
    private const string ShareLaw = "score = a / (1 + exp(k * (L - L0))) where a unit";
    private const string PercentLaw = "score = c + a / (1 + exp(k * (L - L0))) where c non-negative, a positive to 100";
    private const string DefaultLaw = "loss-to-score";
    private const string DefaultLossLaw = "power";
    private const int FreePoints = 3;

    private readonly ThroughMetric _through;
    private readonly LawFitter _lossFitter;
    private readonly AnalysisOptions _options;
    private readonly Observation[] _losses;

    /// <param name="table">The rows with the losses.</param>
    /// <param name="through">The loss.</param>
    /// <param name="options">The laws, the loss and the floor of the score's fit, and the intervals.</param>
    public TwoStepFitter(ObservationTable table, ThroughMetric through, AnalysisOptions options)
    {
        _through = through;
        _options = options;
        _losses = [.. table.Rows.Where(through.Holds)];
        LawFamily law = LawCatalogue.Find(options.Law ?? DefaultLossLaw, table.UnknownColumns);
        _lossFitter = new(law.Symbols.Length == 1 && MetricTraits.Of(law.Target).HigherIsBetter is not true ? law : LawCatalogue.Find(DefaultLossLaw), options.HuberDelta);
    }

    /// <summary>Whether the table has the loss at all.</summary>
    public bool HasLosses => _losses.Length > 0;

    /// <summary>For each series its two steps, or what is missing.</summary>
    public (TwoStep? Steps, string? Missing)[] Fit(IReadOnlyList<StepSeries> series)
    {
        (TwoStep?, string?)[] fitted = new (TwoStep?, string?)[series.Count];
        ILookup<string, int> byColumn = Enumerable.Range(0, series.Count).ToLookup(number => series[number].Column);
        foreach (IGrouping<string, int> column in byColumn)
        {
            FitOver(column.Key, [.. column], series, fitted);
        }

        return fitted;
    }

    private void FitOver(string column, int[] numbers, IReadOnlyList<StepSeries> series, (TwoStep?, string?)[] fitted)
    {
        string[] apart = ["series", "metric", "signature", "seed", "shots", column, .. _through.Task is null ? (string[])[] : ["task"]];
        ILookup<Observation, Observation> byModel = _losses.Where(row => ScaleColumns.Read(row, column) > 0).ToLookup(row => row, RowComparer.InPlaceWithout(apart));
        Dictionary<int, ImmutableArray<MeasuredPoint>> curves = numbers.ToDictionary(number => number, number => CurveOf(series[number], byModel[series[number].Rows[0]], column));
        RowComparer sameTask = RowComparer.InPlaceWithout("series", "signature", "seed", "shots", "parameters", "model", column);
        foreach (IGrouping<Observation, int> pool in numbers.GroupBy(number => series[number].Rows[0], sameTask))
        {
            Forecaster? score = ScoreOf(pool, series, curves, column);
            foreach (int number in pool)
            {
                fitted[number] = StepsOf(series[number], curves[number], score);
            }
        }
    }

    private (TwoStep?, string?) StepsOf(StepSeries series, ImmutableArray<MeasuredPoint> curve, Forecaster? score)
    {
        if (curve.Length <= _lossFitter.Coordinates.Count)
        {
            return (null, $"{_lossFitter.Law.Name} needs at least {_lossFitter.Coordinates.Count + 1} scales with a {_through.Metric} above 0; got {curve.Length}{(curve.IsEmpty ? Elsewhere() : "")}");
        }

        if (score is not { Ensemble: not null })
        {
            return (null, $"too few places with both {series.Metric} and {_through.Metric} to fit the score over it");
        }

        FitData data = new([.. curve.Select(place => place.Scales)], [.. curve.Select(place => place.Y)], [.. curve.Select(place => place.StandardError / place.Y)]);
        Forecaster loss = Forecaster.Of(series.Key, _lossFitter, data, new(0, double.PositiveInfinity), [series.Column], _options with { Loss = LossKind.Huber, Floor = null });
        MetricRange range = MetricRange.Of(MetricTraits.Of(series.Metric), series.Rows);
        return loss.Ensemble is null ? (null, $"{_lossFitter.Law.Name} has no finite fit to the {_through.Metric}") : (new(loss, score, _through, range, _options.Level), null);
    }

    // A loss of another task tells as much where both were measured of the same models, but only its user can know whether it should.
    private string Elsewhere() => _through.Task is null && _losses.Select(row => row.Task).OfType<string>().Distinct().Order(StringComparer.Ordinal).FirstOrDefault() is { } other
        ? $"; {_through.Metric} was measured on {other}: go through {_through.Metric}:{other} to use that" : "";

    // As losses, whatever the metric is.
    private static ImmutableArray<MeasuredPoint> CurveOf(StepSeries series, IEnumerable<Observation> rows, string column) => DenseCurve.Thin(MeasuredPoint.Of(
        rows.Where(row => ScaleColumns.Read(row, column) <= series.Cutoff).Select(row => row with { Value = ThroughMetric.LossOf(row), StandardError = ThroughMetric.ErrorOf(row) }), [column]));

    private Forecaster? ScoreOf(IGrouping<Observation, int> pool, IReadOnlyList<StepSeries> series, Dictionary<int, ImmutableArray<MeasuredPoint>> curves, string column)
    {
        ImmutableArray<Observation> rows = [.. pool.SelectMany(number => Joined(series[number], curves[number], column))];
        StepSeries first = series[pool.First()];
        MetricRange range = MetricRange.Of(MetricTraits.Of(first.Metric), rows);
        ImmutableArray<MeasuredPoint> places = [.. MeasuredPoint.Of(rows, [ScaleColumns.MeasuredLoss]).Where(place => place.Y > 0)];
        AnalysisOptions asked = _options with { HuberDelta = null, ScaleWeight = 0 };
        FitData data = SeriesData.Of(new(first.Key, first.Metric, rows), places, range, asked, []);
        LawFitter fitter = new(LawCatalogue.Find(_options.ScoreLaw ?? (data.Link?.Range is not null ? ShareLaw : range.Maximum <= 1 ? DefaultLaw : PercentLaw)));
        return places.Length < fitter.Coordinates.Count + FreePoints ? null : Forecaster.Of(first.Key, fitter, data, range, [ScaleColumns.MeasuredLoss], asked);
    }

    private static IEnumerable<Observation> Joined(StepSeries series, ImmutableArray<MeasuredPoint> curve, string column)
    {
        Dictionary<double, double> byScale = curve.ToDictionary(place => place.Scales[0], place => place.Y);
        foreach (Observation row in series.Rows)
        {
            if (ScaleColumns.Read(row, column) is { } scale && byScale.TryGetValue(scale, out double loss))
            {
                yield return row with { Extra = row.Extra.SetItem(ScaleColumns.MeasuredLoss, loss) };
            }
        }
    }
}

/// <summary>A score's series as a two-step forecast takes it.</summary>
/// <param name="Key">The series.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Rows">The rows that may be known.</param>
/// <param name="Column">The column of the scale.</param>
/// <param name="Cutoff">The largest scale that may be known.</param>
internal sealed record StepSeries(SeriesKey Key, string Metric, ImmutableArray<Observation> Rows, string Column, double Cutoff);
