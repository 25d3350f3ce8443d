using System.Collections.Immutable;
using System.Globalization;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Benchmarks;

/// <summary>
/// Loss against tokens in pretraining on real text, for bench/peers/curve.py to set beside PyTorch's on the same batches:
/// curve FOLDER UNIQUE TOKENS SEED WIDTH LAYERS FF VOCABULARY BATCH TEXT…. FOLDER keeps the tokenizer and the shards, the batches (16-bit ids) and, for each seed of the model, the loss of every step. Texts are mixed in equal
/// shares; UNIQUE is where each begins again, in megabytes of text, 0 for its whole length.
/// </summary>
internal static class CurvePeer
{
    private const int InputLength = 128;
    private const int Threads = 2;
    private const ulong OrderSeed = 1;

    // T5's schedule and rate, with a warm-up for some thousand steps.
    private static readonly LearningRateSchedule Schedule = LearningRateSchedule.InverseSquareRoot(0.01, warmUp: 1000);

    public static void Run(string folder, string[] numbers, string[] texts)
    {
        double megabytes = double.Parse(numbers[0], CultureInfo.InvariantCulture);
        long tokens = long.Parse(numbers[1], CultureInfo.InvariantCulture);
        ulong seed = ulong.Parse(numbers[2], CultureInfo.InvariantCulture);
        TrainingShape shape = TrainingShape.Parse([.. numbers[3..], $"{InputLength}", "0"]);
        Directory.CreateDirectory(folder);
        ImmutableArray<Corpus> corpora = [.. texts.Select((text, i) => Start(folder, string.Create(CultureInfo.InvariantCulture, $"text{i}"), text, megabytes))];
        TextTokenizer tokenizer = Tokenizer(folder, corpora, shape.Vocabulary);
        Dictionary<string, TokenShard> shards = corpora.ToDictionary(corpus => corpus.Name, corpus => Shard(folder, corpus, tokenizer));
        try
        {
            Mixture mixture = new("texts", corpora.ToImmutableSortedDictionary(corpus => corpus.Name, _ => 1.0 / corpora.Length));
            PretrainingStream stream = new(mixture, shards, new SpanCorruption(), tokenizer, shape.Batch, InputLength, OrderSeed, repeat: true);
            Train(folder, stream, (tokens + stream.RawTokensPerStep - 1) / stream.RawTokensPerStep, shape, seed);
            Console.WriteLine(FormattableString.Invariant($"unique_tokens={shards.Values.Sum(shard => shard.TokenCount)} raw_tokens_per_step={stream.RawTokensPerStep}"));
        }
        finally
        {
            foreach (TokenShard shard in shards.Values)
                shard.Dispose();
        }
    }

    private static void Train(string folder, PretrainingStream stream, long steps, TrainingShape shape, ulong seed)
    {
        TorchRuntime.Load(Threads);
        using BinaryWriter batches = new(File.Create(Path.Combine(folder, "batches.bin")));
        using StreamWriter losses = new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"headwater-{seed}.csv")));
        losses.WriteLine("step,tokens,loss");
        using T5Model model = new(shape.Config, seed);
        TrainingOptions options = new() { Schedule = Schedule, Steps = steps, LogEvery = 1 };
        TrainingCallbacks callbacks = new() { OnLog = log => losses.WriteLine(FormattableString.Invariant($"{log.Step},{log.Tokens},{log.Loss:R}")) };
        using Trainer trainer = new(model, options, callbacks);
        trainer.Run(stream.Batch);
        for (long step = 0; step < steps; step++)
            Write(batches, stream.Batch(step));
    }

    private static void Write(BinaryWriter file, TokenBatch batch)
    {
        if (file.BaseStream.Position == 0)
        {
            file.Write(batch.Rows);
            file.Write(batch.InputLength);
            file.Write(batch.TargetLength);
            file.Write(batch.RawTokens);
        }

        foreach (int id in batch.Inputs.Concat(batch.Targets))
            file.Write(checked((ushort)id));
    }

    // The first lines of a text, as a file of its own.
    private static Corpus Start(string folder, string name, string text, double megabytes)
    {
        if (megabytes == 0)
            return Corpus.FromFile(name, text);
        string start = Path.Combine(folder, name + ".txt");
        if (!File.Exists(start))
        {
            long left = (long)(megabytes * 1e6);
            File.WriteAllLines(start, Corpus.FromFile(name, text).Documents().TakeWhile(line => (left -= line.Length + 1) > 0));
        }

        return Corpus.FromFile(name, start);
    }

    private static TextTokenizer Tokenizer(string folder, ImmutableArray<Corpus> corpora, int vocabulary)
    {
        string path = Path.Combine(folder, TextTokenizer.FileName);
        if (!File.Exists(path))
            TextTokenizer.Of(BytePairTrainer.Train(corpora.SelectMany(corpus => corpus.Documents()), new BytePairOptions { VocabularySize = vocabulary })).Save(path);
        return TextTokenizer.Load(path);
    }

    private static TokenShard Shard(string folder, Corpus corpus, TextTokenizer tokenizer)
    {
        string shard = Path.Combine(folder, corpus.Name);
        if (!Directory.Exists(shard))
            TokenShardWriter.Write(shard, corpus, tokenizer, new ShardOptions { Threads = Threads });
        return TokenShard.Open(shard);
    }
}
