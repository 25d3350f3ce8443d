using BenchmarkDotNet.Attributes;
using Headwater.Metrics;

namespace Headwater.Benchmarks;

/// <summary>How long does corpus BLEU take, and its bootstrap standard error, on German phrases?</summary>
[MemoryDiagnoser]
public class BleuCorpusBench
{
    private string[] _hypotheses = [];
    private string[] _references = [];

    [Params(500, 2_000)]
    public int Segments { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup() => (_hypotheses, _references) = GermanSegments.Take(Segments);

    [Benchmark]
    public double Score() => Bleu.Corpus(_hypotheses, [_references], threads: Threads).Score;

    [Benchmark]
    public double? StandardError() => BootstrapError.Of(Bleu.Segments(_hypotheses, [_references], threads: Threads));
}
