using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>Tables of made-up studies whose truth is known.</summary>
internal static class StudyTable
{
    public static readonly double[] Doublings = [250e3, 500e3, 1e6, 2e6, 4e6];

    /// <summary>The values of one mixture at five doublings, each with the same standard error.</summary>
    public static IEnumerable<Observation> Mixture(string name, string metric, Func<double, double> value, double? error = 0.3, double examples = 2000, double[]? scales = null) =>
        (scales ?? Doublings).Select(tokens => new Observation
        {
            PretrainingData = name,
            PretrainingTokens = tokens,
            FinetuningExamples = examples,
            Task = "translation",
            Metric = metric,
            Value = value(tokens),
            StandardError = error,
            Seed = "1",
        });

    public static Observation Scratch(string metric, double value, double? error = 0.3, double examples = 2000) => new()
    {
        PretrainingData = Observation.Scratch,
        PretrainingTokens = 0,
        FinetuningExamples = examples,
        Task = "translation",
        Metric = metric,
        Value = value,
        StandardError = error,
        Seed = "1",
    };

    public static ObservationTable Of(params IEnumerable<Observation>[] parts) => new([.. parts.SelectMany(part => part)]);

    /// <summary>bleu-log with a = ln A.</summary>
    public static Func<double, double> BleuLog(double a, double alpha, double beta) => tokens => Math.Pow(a + (alpha * Math.Log(tokens)), beta);

    public static Analysis Analyse(this ObservationTable table, AnalysisOptions? options = null) => Analysis.Of(table, options ?? new AnalysisOptions { At = [8e6, 32e6], Resamples = 400, Seed = 17 });

    public static TableBacktest Backtest(this ObservationTable table, BacktestOptions? options = null) => TableBacktest.Of(table, options ?? new BacktestOptions { Resamples = 20 });
}
