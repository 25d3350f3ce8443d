using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Finds the scores of an analysis that cannot be distinguished from chance, says where they may be, and takes their forecasts and trends away.</summary>
internal sealed class ChanceJudge(ObservationTable table, AnalysisOptions options)
{
    // Beyond this many times the largest scale nothing is looked for.
    private const double Farthest = 10_000;
    private const double Step = 1.1;

    /// <summary>The series, those at chance with their verdict.</summary>
    public FittedSeries[] Judge(FittedSeries[] fitted)
    {
        ChanceTest?[] tests = [.. fitted.Select(TestOf)];
        int[] low = [.. Enumerable.Range(0, fitted.Length).Where(number => tests[number] is { IsAtChance: true })];
        if (low.Length == 0)
        {
            return fitted;
        }

        FittedSeries[] judged = [.. fitted];
        Onset?[] onsets = OnsetsOf(fitted, low, tests);
        for (int k = 0; k < low.Length; k++)
        {
            judged[low[k]] = With(fitted[low[k]], tests[low[k]]!, onsets[k]);
        }

        return judged;
    }

    private static ChanceTest? TestOf(FittedSeries series)
    {
        if (series.Columns.Length > 1 || !series.Result.HigherIsBetter || ScaleColumns.MeasuredLoss == series.Columns[0])
        {
            return null;
        }

        ImmutableArray<MeasuredPoint> places = [.. MeasuredPoint.Of(series.Source.Rows, series.Columns).Where(place => place.Scales[0] > 0)];
        return ChanceTest.Of(series.Result.Metric, MetricRange.Of(MetricTraits.Of(series.Result.Metric), series.Source.Rows), places);
    }

    private FittedSeries With(FittedSeries series, ChanceTest test, Onset? onset)
    {
        MeasuredPoint[] points = [.. series.Result.Points.Where(point => point.X > 0)];
        string message = $"not predictable yet: none of its {points.Length} scores stands above chance ({Numerals.Short(test.Chance)}) beyond its error. The last is {Numerals.Short(points[^1].Y)}; a rise to {Numerals.Short(test.Chance + test.DetectableRise)} would show. "
            + (onset?.Sentence(series.Columns[0], points[^1].X, options.Level) ?? $"How many {series.Columns[0]} are needed is unknown, because the table has no loss or probability for this score.");
        TrendVerdict? trend = series.Result.Trend is { } seen ? seen with { Trend = Trend.AtChance, Evidence = [.. seen.Evidence[..^1], Capital(message)], IsPredictable = false, ProbabilitySaturated = null, Breaks = [] } : null;
        return series with
        {
            Result = series.Result with
            {
                Forecasts = options.AllowAtChance ? series.Result.Forecasts : [],
                Trend = trend,
                NotPredictable = new()
                {
                    Series = series.Result.Key,
                    Chance = test.Chance,
                    DetectableRise = test.DetectableRise,
                    Column = series.Columns[0],
                    Through = onset?.Through,
                    At = onset?.At,
                    AtLow = onset?.Low,
                    AtHigh = onset?.High,
                    Message = message,
                },
            },
        };
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // The first companion that shows something speaks; that one is there and shows nothing is worth saying too.
    private Onset?[] OnsetsOf(FittedSeries[] all, int[] low, ChanceTest?[] tests)
    {
        Onset?[] onsets = new Onset?[low.Length];
        IEnumerable<ThroughMetric> companions = options.Through is { } named ? [ThroughMetric.Parse(named)] : ThroughMetric.In(table);
        foreach (ThroughMetric companion in companions)
        {
            if (Array.TrueForAll(onsets, onset => onset?.At is not null))
            {
                break;
            }

            // All series of the tasks: those above chance show at which loss a score rises.
            int[] scores = [.. Enumerable.Range(0, all.Length).Where(number => tests[number] is not null)];
            TwoStepFitter fitter = new(table, companion, options with { Loss = LossKind.Binomial, Floor = ScoreFloor.Chance });
            (TwoStep? Steps, string? Missing)[] fitted = fitter.Fit([.. scores.Select(number => StepsIn(all[number]))]);
            for (int k = 0; k < low.Length; k++)
            {
                if (fitted[Array.IndexOf(scores, low[k])].Steps is { } steps && onsets[k]?.At is null)
                {
                    onsets[k] = OnsetOf(steps, tests[low[k]]!, all[low[k]], all, tests) is { } onset && (onset.At is not null || onsets[k] is null) ? onset : onsets[k];
                }
            }
        }

        return onsets;
    }

    private static StepSeries StepsIn(FittedSeries series) =>
        new(series.Result.Key, series.Result.Metric, [.. series.Source.Rows.Where(row => ScaleColumns.Read(row, series.Columns[0]) > 0)], series.Columns[0], double.PositiveInfinity);

    private Onset OnsetOf(TwoStep steps, ChanceTest test, FittedSeries series, FittedSeries[] all, ChanceTest?[] tests)
    {
        Observation row = series.Source.Rows[0];
        bool isSeenElsewhere = Enumerable.Range(0, all.Length).Any(number => tests[number] is { IsAtChance: false }
            && all[number].Result.Metric == series.Result.Metric && all[number].Source.Rows[0].Task == row.Task && all[number].Source.Rows[0].PretrainingData == row.PretrainingData);
        if (!isSeenElsewhere)
        {
            return new(steps.Through.Metric, null, null, null, IsSeenElsewhere: false);
        }

        double largest = series.Result.Points[^1].X;
        double[] grid = [.. Enumerable.Range(0, (int)(Math.Log(Farthest) / Math.Log(Step)) + 1).Select(k => largest * Math.Pow(Step, k))];
        double needed = test.Chance + test.DetectableRise;
        double[] draws = [.. steps.DrawsAt(grid).Select(draw => First(grid, draw, needed))];
        (double low, double high) = Quantiles.Middle(draws, options.Level);
        return new(steps.Through.Metric, Known(First(grid, [.. grid.Select(steps.ValueAt)], needed)), Known(low), Known(high), IsSeenElsewhere: true);
    }

    private static double First(double[] grid, double[] values, double needed) =>
        Array.FindIndex(values, value => value >= needed) is >= 0 and int index ? grid[index] : double.MaxValue;

    private static double? Known(double scale) => scale < double.MaxValue / 2 ? scale : null;

    /// <summary>Where a score may rise, through a metric.</summary>
    private sealed record Onset(string Through, double? At, double? Low, double? High, bool IsSeenElsewhere)
    {
        public string Sentence(string column, double largest, double level) =>
            !IsSeenElsewhere ? $"How many {column} that takes is not known: no model of this task is above chance, so its {Through} does not show where scores rise."
            : At is not { } at ? $"By its {Through} that is not to be seen within {Farthest:N0} times the largest {column} measured."
            : at <= largest ? $"By its {Through} it should show already: score more items."
            : $"By its {Through} that may be at about {Numerals.Size(at)} {column} ({Numerals.Percent(level)} interval: {(Low is { } low && low > largest ? Numerals.Size(low) : "now")} to {(High is { } high ? Numerals.Size(high) : "never seen")}).";
    }
}
