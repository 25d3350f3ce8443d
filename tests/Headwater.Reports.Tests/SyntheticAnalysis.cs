using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>An analysis made by hand: every trend, fits and refusals, forecasts, backtests, scratch lines. Numbers follow smooth curves and a fixed wobble.</summary>
internal static class SyntheticAnalysis
{
    public static readonly ImmutableArray<double> Scales = [250e3, 500e3, 1e6, 2e6, 4e6];
    public static readonly ImmutableArray<double> At = [16e6, 40e6];

    private static readonly ImmutableArray<string> Mixtures = ["cs", "de", "en", "en+de"];
    private static readonly ImmutableArray<double> Sizes = [2000, 8000];
    private static readonly ImmutableArray<string> Metrics = ["bleu", "chrf", "cross-entropy"];

    public static Analysis Study(Func<string, string>? rename = null)
    {
        rename ??= name => name;
        ImmutableArray<SeriesResult> series =
            [.. from metric in Metrics from mixture in Mixtures from size in Sizes select Series(rename(mixture), Array.IndexOf([.. Mixtures], mixture), size, metric)];
        return new Analysis
        {
            Table = new ObservationTable([.. series.SelectMany(Rows)]),
            Options = new AnalysisOptions { FitOn = 4, At = At },
            Series = series,
            Valuations = [.. series.Where(s => s.Metric == "bleu").Select(Valuation)],
            Advice = new Advice
            {
                Action = AdviceAction.Continue,
                Mixture = rename("en+de"),
                Reason = "At 16M pretraining tokens it is forecast to lead with 2,000 and with 8,000 examples, and it is already ahead of from-scratch by more than four standard errors.",
                ProbabilityBest = 0.93,
                WhatWouldChangeIt = "A checkpoint at 8M tokens below 21 BLEU with 2,000 examples, or a second training seed that puts de ahead.",
            },
            Warnings = ["Each series has 5 points for 3 coefficients; intervals are widened by the spread between laws."],
        };
    }

    /// <summary>A table with one series and nothing else: no mixture, no finetuning size, no errors.</summary>
    public static Analysis Bare()
    {
        var key = new SeriesKey([new("series", "base"), new("metric", "accuracy")]);
        SeriesResult series = new()
        {
            Key = key,
            Metric = "accuracy",
            HigherIsBetter = true,
            Points = [new MeasuredPoint(1e9, 0.5, null, 1), new MeasuredPoint(1e10, 0.61, null, 1)],
            Forecasts = [],
            Band = [],
            Refusal = "bleu-log needs at least 4 scales to fit 3 coefficients; base has 2.",
        };
        return new Analysis
        {
            Table = new ObservationTable([.. series.Points.Select(p => new Observation { Series = "base", Metric = "accuracy", PretrainingTokens = p.X, Value = p.Y })]),
            Options = new AnalysisOptions(),
            Series = [series],
            Valuations = [],
            Warnings = [],
        };
    }

    private static SeriesResult Series(string mixture, int index, double size, string metric)
    {
        bool loss = metric == "cross-entropy", refused = index == 0 && !loss;
        double level = (index switch { 0 => 0.1, 1 => 1.6, 2 => 0.9, _ => 2.2 }) * (size > 5000 ? 0.7 : 1), scratch = size > 5000 ? 12.4 : 4.1;
        double Score(double x) => scratch + (index == 0 ? 0 : 1.2) + level * Math.Log2(x / 125e3);
        double Loss(double x) => (size > 5000 ? 3.1 : 3.6) - 0.04 * level + 0.9 * Math.Pow(x / 125e3, -0.12 * level);
        double Value(double x) => loss ? Loss(x) : metric == "chrf" ? 14 + 1.5 * Score(x) : Score(x);
        double Wobble(int i) => Math.Sin(7.3 * i + 3.1 * index + size) * (loss ? 0.015 : index == 0 ? 1.1 : 0.35);
        double error = loss ? 0.012 : 0.45;

        var key = new SeriesKey([new("pretraining_data", mixture), new("finetuning_examples", size == 2000 ? "2000" : "8000"), new("metric", metric)]);
        LawFamily law = LawFamily.Parse(loss ? "loss = E + A / D^alpha" : "score = (log(A * D^alpha))^beta");
        ImmutableArray<Forecast> forecasts = [.. At.Select(x => new Forecast
        {
            Series = key,
            Law = loss ? "power" : "bleu-log",
            At = ImmutableSortedDictionary<string, double>.Empty.Add("pretraining_tokens", x),
            Value = Value(x),
            Low = Value(x) - 4 * error,
            High = Value(x) + 4 * error,
            Level = 0.9,
            ExtrapolationFactor = x / 4e6,
            Warnings = x > 10 * 4e6 ? ["Far from the data."] : [],
        })];
        return new SeriesResult
        {
            Key = key,
            Metric = metric,
            HigherIsBetter = !loss,
            Points = [.. Scales.Select((x, i) => new MeasuredPoint(x, Value(x) + Wobble(i), error, 1))],
            Fit = refused ? null : new LawFit
            {
                Series = key,
                Law = law,
                Status = index == 2 && loss ? FitStatus.AtBound : FitStatus.Converged,
                Message = index == 2 && loss ? "alpha ran to its bound: add a larger scale." : "Converged.",
                Coefficients = [.. law.Coefficients.Select((c, i) => new Coefficient(c.Name, 0.31 + i, 0.05, 0.22 + i, 0.4 + i))],
                Objective = 1.2e-4,
                Points = 5,
                RootMeanSquareLog = 0.013,
            },
            Forecasts = refused ? [] : forecasts,
            Band = refused ? [] : [.. Enumerable.Range(0, 48).Select(i => 250e3 * Math.Pow(160, i / 47.0)).Select(x => Around(x, Value(x), error))],
            Backtest = refused ? null : new Backtest
            {
                Series = key,
                Law = loss ? "power" : "bleu-log",
                Cutoff = 2e6,
                PointsFitted = 4,
                Targets = [new BacktestTarget(4e6, Value(4e6) + Wobble(4), Value(4e6), Value(4e6) - 2 * error, Value(4e6) + 2 * error)],
                Error = 0.014,
            },
            Trend = Trend(index, size),
            Scratch = new MeasuredPoint(0, loss ? Loss(90e3) : metric == "chrf" ? 14 + 1.5 * scratch : scratch, error, 1),
            Refusal = refused ? "The series goes up and down by more than its noise; no law in the catalogue describes that." : null,
        };

        static CurvePoint Around(double x, double y, double error) =>
            new(x, y, y - error * (1.5 + Math.Max(0, Math.Log2(x / 4e6))), y + error * (1.5 + Math.Max(0, Math.Log2(x / 4e6))));
    }

    private static TrendVerdict? Trend(int mixture, double size) => (mixture, size) switch
    {
        (0, 2000) => new(Laws.Trend.Fluctuating, ["The sign of the change turns 3 times in 4 steps."]),
        (0, _) => new(Laws.Trend.Worsening, ["The last point is 2.1 standard errors below the first."]),
        (1, 2000) => new(Laws.Trend.Saturating, ["The last doubling added less than one standard error."]),
        (2, 8000) => new(Laws.Trend.Flat, ["No change beyond noise."]),
        (2, _) => null,
        _ => new(Laws.Trend.Improving, ["Every step is up, and the last point is 9 standard errors above the first."]),
    };

    private static MixtureValuation Valuation(SeriesResult series, int index) => new()
    {
        Series = series.Key,
        Mixture = series.Key["pretraining_data"]!,
        FinetuningExamples = series.Key["finetuning_examples"] == "2000" ? 2000 : 8000,
        Trend = series.Trend,
        Verdict = series.Refusal is null ? "worth extending" : "misaligned with the task",
        Forecasts = series.Forecasts,
        ProbabilityBest = series.Refusal is null ? (index % 3) switch { 0 => 0.004, 1 => 0.06, _ => 0.93 } : null,
        GainOverScratch = series.Points[^1].Y - series.Scratch!.Value.Y,
        GainStandardError = 0.62,
        Evidence = ["It is compared with training from scratch at the same finetuning size."],
    };

    private static IEnumerable<Observation> Rows(SeriesResult s)
    {
        double size = s.Key["finetuning_examples"] == "2000" ? 2000 : 8000;
        Observation row = new()
        {
            Metric = s.Metric,
            Value = s.Scratch!.Value.Y,
            StandardError = s.Scratch.Value.StandardError,
            PretrainingData = Observation.Scratch,
            PretrainingTokens = 0,
            FinetuningExamples = size,
            Items = 1000,
        };
        // One scratch row for each size, not one for each mixture.
        if (s.Points[0].X > 0 && s.Key["pretraining_data"] is "cs") yield return row;
        foreach (MeasuredPoint p in s.Points) yield return row with { PretrainingData = s.Key["pretraining_data"], PretrainingTokens = p.X, Value = p.Y };
    }
}
