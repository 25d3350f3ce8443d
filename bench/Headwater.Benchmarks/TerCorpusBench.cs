using BenchmarkDotNet.Attributes;
using Headwater.Metrics;

namespace Headwater.Benchmarks;

/// <summary>How long does corpus TER take on German phrases, with one thread and with two?</summary>
[MemoryDiagnoser]
public class TerCorpusBench
{
    private string[] _hypotheses = [];
    private string[] _references = [];

    [Params(2_000)]
    public int Segments { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup() => (_hypotheses, _references) = GermanSegments.Take(Segments);

    [Benchmark]
    public double Score() => Ter.Corpus(_hypotheses, [_references], threads: Threads).Score;
}
