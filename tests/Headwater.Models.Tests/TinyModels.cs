using Headwater.Data;

namespace Headwater.Models.Tests;

/// <summary>Small models and batches that tests share.</summary>
internal static class TinyModels
{
    public static readonly T5Config Config = new() { VocabSize = 48, DModel = 32, DKv = 8, DFf = 64, NumLayers = 2, NumDecoderLayers = 2, NumHeads = 4 };

    /// <summary>Wide enough for factored moments.</summary>
    public static readonly T5Config Wide = new() { VocabSize = 160, DModel = 128, DKv = 64, DFf = 160, NumLayers = 1, NumDecoderLayers = 1, NumHeads = 2 };

    /// <summary>Copy the input: rows of random length, padded. A pure function of the seed.</summary>
    public static TokenBatch CopyBatch(ulong seed, int rows = 8, int vocabulary = 48, int longest = 7, int padInputs = 0, int padTargets = 0)
    {
        SplitMix random = new(seed);
        EncodedPair[] pairs = [.. Enumerable.Range(0, rows).Select(_ => CopyPair(random, vocabulary, longest))];
        return Batch(pairs, padInputs, padTargets);
    }

    public static EncodedPair CopyPair(SplitMix random, int vocabulary, int longest)
    {
        int[] ids = [.. Enumerable.Range(0, 1 + random.NextInt32(longest)).Select(_ => 3 + random.NextInt32(vocabulary - 3)), 1];
        return new EncodedPair(ids, ids);
    }

    public static TokenBatch Batch(EncodedPair[] pairs, int padInputs = 0, int padTargets = 0)
    {
        int inputLength = pairs.Max(pair => pair.Input.Length) + padInputs;
        int targetLength = pairs.Max(pair => pair.Target.Length) + padTargets;
        return new TokenBatch
        {
            Rows = pairs.Length,
            InputLength = inputLength,
            TargetLength = targetLength,
            Inputs = [.. pairs.SelectMany(pair => Padded(pair.Input, inputLength))],
            Targets = [.. pairs.SelectMany(pair => Padded(pair.Target, targetLength))],
            TargetTokens = pairs.Sum(pair => pair.Target.Length),
            RawTokens = pairs.Sum(pair => pair.Target.Length + pair.Input.Length),
        };
    }

    /// <summary>A byte-pair vocabulary of 280 ids over number words.</summary>
    public static TextTokenizer Tokenizer() => TextTokenizer.Of(
        BytePairTrainer.Train(Enumerable.Repeat("one two three four five six seven", 10), new BytePairOptions { VocabularySize = 280, Sentinels = 2 }), sentinels: 2);

    /// <summary>All weights as bytes.</summary>
    public static byte[] Bytes(LanguageModel model) => model.Parameters.Values.bytes.ToArray();

    private static int[] Padded(int[] ids, int length) => [.. ids, .. Enumerable.Repeat(0, length - ids.Length)];
}
