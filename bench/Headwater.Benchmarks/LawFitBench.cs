using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>How long does the whole analysis of one study take: fits, a thousand bootstrap draws for each series, forecasts and advice?</summary>
[MemoryDiagnoser]
public class LawFitBench
{
    private static readonly double[] Budgets = [2.5e5, 5e5, 1e6, 2e6, 4e6];
    private ObservationTable _table = new([]);

    [Params(4, 40)]
    public int Mixtures { get; set; }

    [GlobalSetup]
    public void Setup() => _table = new ObservationTable([.. Enumerable.Range(0, Mixtures).SelectMany(mixture => Series(mixture))]);

    [Benchmark]
    public Analysis Analyse() => Analysis.Of(_table, new AnalysisOptions { FitOn = 4, At = [1.6e7, 4e7], Seed = 1 });

    // score = (log(A D^alpha))^beta with an alpha of its own for each mixture.
    private static ImmutableArray<Observation> Series(int mixture) =>
    [
        .. Budgets.Select(tokens => new Observation
        {
            PretrainingData = $"mixture-{mixture}",
            PretrainingTokens = tokens,
            FinetuningExamples = 2_000,
            Metric = "bleu",
            Value = Math.Pow(-4 + (0.5 + (0.01 * mixture)) * Math.Log(tokens), 1.5),
            StandardError = 0.4,
        }),
    ];
}
