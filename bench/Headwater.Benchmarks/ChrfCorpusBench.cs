using BenchmarkDotNet.Attributes;
using Headwater.Metrics;

namespace Headwater.Benchmarks;

/// <summary>How long does corpus chrF, and chrF++ with word order 2, take on German phrases, with one thread and with two?</summary>
[MemoryDiagnoser]
public class ChrfCorpusBench
{
    private string[] _hypotheses = [];
    private string[] _references = [];

    [Params(2_000)]
    public int Segments { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(0, 2)]
    public int WordOrder { get; set; }

    [GlobalSetup]
    public void Setup() => (_hypotheses, _references) = GermanSegments.Take(Segments);

    [Benchmark]
    public double Score() => Chrf.Corpus(_hypotheses, [_references], WordOrder == 0 ? null : ChrfOptions.PlusPlus, Threads).Score;
}
