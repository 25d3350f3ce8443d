using BenchmarkDotNet.Attributes;
using Headwater.Data;
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

    [GlobalSetup]
    public void Setup()
    {
        _references = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Test, seed: 1).Take(Segments)];
        _hypotheses = [.. _references.Select((text, index) => index % 3 == 0 ? text : DropWord(text, index))];
    }

    [Benchmark]
    public double Score() => Bleu.Corpus(_hypotheses, [_references]).Score;

    [Benchmark]
    public double? StandardError() => BootstrapError.Of(Bleu.Segments(_hypotheses, [_references]));

    private static string DropWord(string text, int index)
    {
        string[] words = text.Split(' ');
        return string.Join(' ', words.Where((_, position) => position != index % words.Length));
    }
}
