using BenchmarkDotNet.Attributes;
using Headwater.Data;
using Headwater.Phrasebook;

namespace Headwater.Benchmarks;

/// <summary>How fast does a byte-pair tokenizer train on phrases, and encode them?</summary>
[MemoryDiagnoser]
public class TokenizerBench
{
    private string[] _phrases = [];
    private TextTokenizer? _tokenizer;
    private string _path = "";

    [Params(20_000)]
    public int Phrases { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _phrases = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, seed: 1).Take(Phrases)];
        _path = Path.Combine(Path.GetTempPath(), $"headwater-bench-{Environment.ProcessId}.model");
        Train().Save(_path);
        _tokenizer = TextTokenizer.Load(_path);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public SentencePieceModel Train() => BytePairTrainer.Train(_phrases, new BytePairOptions { VocabularySize = 2_048 });

    [Benchmark]
    public int Encode() => _phrases.Sum(phrase => _tokenizer!.Encode(phrase).Length);
}
