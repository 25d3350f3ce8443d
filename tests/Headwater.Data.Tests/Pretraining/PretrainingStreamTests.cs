using System.Collections.Immutable;

namespace Headwater.Data.Tests;

public sealed partial class PretrainingStreamTests : IDisposable
{
    private const int Raw = 70; // raw tokens of an input of 64

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, TokenShard> _shards = [];

    public PretrainingStreamTests()
    {
        string[] lines = Golden.Lines("text.txt");
        Open("en", lines[..20], 15);
        Open("de", lines[20..30], 10);
        Open("fr", lines[30..], 10);
    }

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values) shard.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Batch_AnyStep_IsFullyPackedAndEndsEveryRow()
    {
        PretrainingStream stream = Stream(Mixture.Of("en"));

        TokenBatch batch = stream.Batch(3);

        Assert.Equal((4, 64, 14), (batch.Rows, batch.InputLength, batch.TargetLength));
        Assert.Equal((4 * 64, 4 * 14), (batch.Inputs.Length, batch.Targets.Length));
        Assert.Equal((4 * Raw, 4 * 14), (batch.RawTokens, batch.TargetTokens));
        Assert.Equal(4 * Raw, stream.RawTokensPerStep);
        Assert.DoesNotContain(TextTokenizer.Pad, batch.Inputs.Concat(batch.Targets));
        Assert.All(batch.Inputs.Chunk(64).Concat(batch.Targets.Chunk(14)), row => Assert.Equal(TextTokenizer.EndOfSequence, Assert.Single(row, id => id == TextTokenizer.EndOfSequence)));
        Assert.All(batch.Inputs.Chunk(64), row => Assert.Equal(TextTokenizer.EndOfSequence, row[^1]));
    }

    [Fact]
    public void Batch_OneEpoch_ReadsEveryPassageOnce()
    {
        PretrainingStream stream = Stream(Mixture.Of("en"), batch: 1);
        long passages = _shards["en"].TokenCount / Raw;

        List<string> read = [.. Enumerable.Range(0, (int)passages).SelectMany(step => Passages(stream.Batch(step)))];

        Assert.Equal(AllPassages("en").Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        Assert.NotEqual(AllPassages("en"), read);
    }

    [Fact]
    public void Batch_SecondEpoch_ReadsThemAgainInAnotherOrderWithOtherSpans()
    {
        PretrainingStream stream = Stream(Mixture.Of("de"), batch: 1, repeat: true);
        int passages = (int)(_shards["de"].TokenCount / Raw);

        List<TokenBatch> batches = [.. Enumerable.Range(0, 2 * passages).Select(step => stream.Batch(step))];
        List<string> first = [.. batches[..passages].SelectMany(Passages)], second = [.. batches[passages..].SelectMany(Passages)];

        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.NotEqual(first, second);
        Assert.Empty(batches[..passages].Select(batch => string.Join(' ', batch.Inputs)).Intersect(batches[passages..].Select(batch => string.Join(' ', batch.Inputs))));
    }

    [Fact]
    public void Batch_AskedInAnyOrder_DependsOnSeedAndStepAlone()
    {
        Mixture mixture = Mix(("en", 0.5), ("de", 0.3), ("fr", 0.2));
        PretrainingStream forward = Stream(mixture), jumping = Stream(mixture);

        int[][] expected = [.. Enumerable.Range(0, 12).Select(step => forward.Batch(step).Inputs)];

        Assert.All([11, 0, 5, 4, 11, 7], step => Assert.Equal(expected[step], jumping.Batch(step).Inputs));
        Assert.NotEqual(expected[0], Stream(mixture, seed: 2).Batch(0).Inputs);
    }

    [Fact]
    public void Batch_SameCorpusInTwoMixtures_ComesInTheSameOrder()
    {
        PretrainingStream alone = Stream(Mixture.Of("en"), batch: 1), mixed = Stream(Mix(("en", 0.5), ("de", 0.5)), batch: 1);

        string[] fromAlone = [.. Enumerable.Range(0, 20).Select(step => string.Join(' ', alone.Batch(step).Inputs))];
        string[] fromMixed = [.. Enumerable.Range(0, 40).Select(step => string.Join(' ', mixed.Batch(step).Inputs))];

        Assert.Equal(fromAlone, fromMixed.Where(row => fromAlone.Contains(row)));
    }

    [Fact]
    public void Batch_CorpusUnderAnotherName_ComesInTheSameOrder()
    {
        PretrainingStream renamed = new(Mixture.Of("novels"), new Dictionary<string, TokenShard> { ["novels"] = _shards["en"] }, new SpanCorruption(), Tokenizers.Small, 4, 64, 1, repeat: false);

        Assert.Equal(Stream(Mixture.Of("en")).Batch(2).Inputs, renamed.Batch(2).Inputs);
    }

    [Fact]
    public void UsedAfter_AnySteps_CountsWhatTheBatchesHold()
    {
        PretrainingStream stream = Stream(Mix(("en", 0.5), ("de", 0.3), ("fr", 0.2)), batch: 3);
        Dictionary<string, HashSet<string>> passages = _shards.Keys.ToDictionary(name => name, name => AllPassages(name).ToHashSet());
        Dictionary<string, long> counted = _shards.Keys.ToDictionary(name => name, _ => 0L);

        for (int step = 0; step < 10; step++)
        {
            foreach (string passage in Passages(stream.Batch(step))) counted[passages.Single(entry => entry.Value.Contains(passage)).Key] += Raw;
            Assert.Equal(counted.OrderBy(entry => entry.Key, StringComparer.Ordinal), stream.UsedAfter(step + 1).ToDictionary(entry => entry.Key, entry => entry.Value.Tokens));
        }

        Assert.Equal(30 * Raw, stream.UsedAfter(10).Values.Sum(use => use.Tokens));
        Assert.Equal([9 * Raw, 15 * Raw, 6 * Raw], stream.UsedAfter(10).Values.Select(use => use.Tokens)); // de, en, fr
    }

    [Fact]
    public void UsedAfter_Repeats_CountsEpochsAndUniqueTokens()
    {
        PretrainingStream stream = Stream(Mixture.Of("de"), batch: 2, repeat: true);
        long passages = _shards["de"].TokenCount / Raw;

        CorpusUse use = stream.UsedAfter(passages)["de"];

        Assert.Equal(new CorpusUse(2 * passages * Raw, 2, passages * Raw), use);
        Assert.Equal(new CorpusUse(0, 0, 0), stream.UsedAfter(0)["de"]);
    }

    [Fact]
    public void Capacity_Mixture_IsWhatCanBeReadBeforeTheFirstRepeat()
    {
        Mixture mixture = Mix(("en", 0.4), ("de", 0.6));
        PretrainingStream stream = Stream(mixture, batch: 1), repeating = Stream(mixture, batch: 1, repeat: true);

        int sequences = (int)(stream.Capacity / Raw);

        Assert.Equal(0, stream.Capacity % Raw);
        Assert.All(repeating.UsedAfter(sequences).Values, use => Assert.Equal(use.Tokens, use.UniqueTokens));
        Assert.Contains(repeating.UsedAfter(sequences + 1).Values, use => use.Tokens > use.UniqueTokens);
        stream.Batch(sequences - 1);
        Assert.Throws<ArgumentException>(() => stream.Batch(sequences));
    }

    [Fact]
    public void Batch_BeyondTheCapacity_GivesTheNumbers()
    {
        PretrainingStream stream = Stream(Mixture.Of("de"), batch: 4);
        long usable = _shards["de"].TokenCount / Raw * Raw;
        string expected = $"Mixture \"de\": 1000 steps need 280000 raw tokens and only {usable} can be had without repeating; corpus \"de\" has {usable} usable tokens at rate 1. Pretrain on fewer tokens, add text, or allow repeat.";

        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => stream.UsedAfter(1000)).Message);
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => stream.Batch(999)).Message);
    }

    [Fact]
    public void Stream_CorpusWithoutShard_ListsThoseThereAre()
    {
        Assert.StartsWith("Mixture \"cs\" names the corpus \"cs\", which has no shard; there are de, en, fr.", Assert.Throws<ArgumentException>(() => Stream(Mixture.Of("cs"))).Message);
    }

    [Fact]
    public void Stream_CorpusShorterThanASequence_IsRefused()
    {
        Open("tiny", ["A heron."], 1);

        Assert.StartsWith($"Corpus \"tiny\" has {_shards["tiny"].TokenCount} tokens; one sequence of 64 needs 70 raw tokens.", Assert.Throws<ArgumentException>(() => Stream(Mixture.Of("tiny"))).Message);
    }

    [Fact]
    public void Stream_ShardOfAnotherTokenizer_IsRefused()
    {
        TextTokenizer other = TextTokenizer.Of(Tokenizers.Train(), sentinels: 99);

        ArgumentException error = Assert.Throws<ArgumentException>(() => new PretrainingStream(Mixture.Of("en"), _shards, new SpanCorruption(), other, 4, 64, 1, repeat: false));

        Assert.StartsWith("The shard of corpus \"en\" was made with another tokenizer", error.Message);
    }

    [Fact]
    public void Stream_MoreSpansThanSentinels_IsRefused()
    {
        TextTokenizer few = TextTokenizer.Of(Tokenizers.Train(), sentinels: 2);

        ArgumentException error = Assert.Throws<ArgumentException>(() => new PretrainingStream(Mixture.Of("en"), _shards, new SpanCorruption(), few, 4, 64, 1, repeat: false));

        Assert.StartsWith("Sequences of 64 tokens have 3 removed spans and the tokenizer has 2 sentinels.\nhint: use shorter sequences or more sentinels.", error.Message);
    }

    [Theory]
    [InlineData(Interleaving.Sequence)]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void UsedAfter_OneToThreeAtEveryCheckpoint_IsWithinOneBatchOfTheRates(Interleaving interleaving)
    {
        PretrainingStream stream = new(Mix(("en", 0.75), ("de", 0.25)), _shards, new SpanCorruption(), Tokenizers.Small, batch: 4, inputLength: 64, seed: 1, repeat: true, interleaving);

        for (int steps = 0; steps < 400; steps++)
        {
            ImmutableSortedDictionary<string, CorpusUse> used = stream.UsedAfter(steps);

            long all = (long)steps * stream.RawTokensPerStep;
            Assert.Equal(all, used.Values.Sum(use => use.Tokens));
            Assert.InRange(used["de"].Tokens - (0.25 * all), -stream.RawTokensPerStep, stream.RawTokensPerStep);
        }
    }

    [Theory]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void Batch_AskedForInAnyOrder_IsTheSame(Interleaving interleaving)
    {
        PretrainingStream Again() => new(Mix(("en", 0.75), ("de", 0.25)), _shards, new SpanCorruption(), Tokenizers.Small, batch: 4, inputLength: 64, seed: 5, repeat: true, interleaving);
        PretrainingStream forward = Again(), backward = Again();

        int[][] one = [.. Enumerable.Range(0, 60).Select(step => forward.Batch(step).Inputs.ToArray())];
        int[][] two = [.. Enumerable.Range(0, 60).Reverse().Select(step => backward.Batch(step).Inputs.ToArray()).Reverse()];

        Assert.Equal(one, two);
        Assert.Equal(Again().Batch(59).Targets, forward.Batch(59).Targets);
    }

    [Fact]
    public void Batch_DocumentsOfOneEpoch_AreReadWholeAndOnce()
    {
        PretrainingStream stream = new(Mixture.Of("de"), _shards, new SpanCorruption(), Tokenizers.Small, batch: 1, inputLength: 64, seed: 1, repeat: false, Interleaving.Document);
        int steps = (int)(stream.Capacity / stream.RawTokensPerStep);

        List<int> read = [.. Enumerable.Range(0, steps).SelectMany(step => Passages(stream.Batch(step))).SelectMany(passage => passage.Split(' ').Select(int.Parse))];

        TokenShard shard = _shards["de"];
        string all = ' ' + string.Join(' ', read) + ' ';
        int found = 0;
        for (int document = 0; document < shard.DocumentCount; document++)
        {
            int[] tokens = new int[shard.DocumentEnd(document) - shard.DocumentStart(document)];
            shard.Read(shard.DocumentStart(document), tokens);
            if (all.Contains($" {string.Join(' ', tokens)} ", StringComparison.Ordinal)) found++;
        }

        Assert.InRange(stream.Capacity, shard.TokenCount - Raw, shard.TokenCount);
        Assert.InRange(found, shard.DocumentCount - 3, shard.DocumentCount); // the last sequence is not whole
        Assert.Equal(1, stream.UsedAfter(steps)["de"].Epochs, 0.02); // what is missing is less than one passage
    }

    [Theory]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void Batch_BeyondTheCapacity_IsRefused(Interleaving interleaving)
    {
        PretrainingStream stream = new(Mix(("en", 0.75), ("de", 0.25)), _shards, new SpanCorruption(), Tokenizers.Small, batch: 4, inputLength: 64, seed: 1, repeat: false, interleaving);
        long steps = stream.Capacity / stream.RawTokensPerStep;

        stream.Batch(steps - 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => stream.Batch(steps + 1));

        Assert.Contains($"and only {stream.Capacity} can be had without repeating;", error.Message);
        Assert.Throws<ArgumentException>(() => stream.UsedAfter(steps + 2));
    }

    [Theory]
    [InlineData(Interleaving.Sequence)]
    [InlineData(Interleaving.Document)]
    public void Batch_WithoutCorruption_PredictsEveryTokenInItsDocument(Interleaving interleaving)
    {
        PretrainingStream stream = new(Mix(("en", 0.5), ("de", 0.5)), _shards, corruption: null, Tokenizers.Small, batch: 4, inputLength: 64, seed: 1, repeat: false, interleaving);
        PretrainingStream passages = new(Mix(("en", 0.5), ("de", 0.5)), _shards, new SpanCorruption(), Tokenizers.Small, batch: 4, inputLength: 64, seed: 1, repeat: false, interleaving);
        int documents = 0;
        Assert.Equal(4 * 65, stream.RawTokensPerStep);
        Assert.NotEqual(passages.RawTokensPerStep, stream.RawTokensPerStep);
        for (int step = 0; step < 6; step++)
        {
            TokenBatch batch = stream.Batch(step);
            Assert.True(batch.IsCausal);
            Assert.Equal(batch.Targets.Count(id => id != TokenBatch.Ignored), batch.TargetTokens);
            for (int row = 0; row < 4; row++)
            {
                int[] inputs = batch.Inputs[(row * batch.InputLength)..((row + 1) * batch.InputLength)];
                int[] targets = batch.Targets[(row * batch.InputLength)..((row + 1) * batch.InputLength)];
                int[] segments = batch.InputSegments![(row * batch.InputLength)..((row + 1) * batch.InputLength)];
                int length = Array.IndexOf(targets, TokenBatch.Ignored) is >= 0 and int end ? end : targets.Length;
                int[] whole = [inputs[0], .. targets[..length]];
                Assert.Equal(whole[..^1], inputs[..length]);                                // each target is the next input
                int[] raw = [.. whole.Where(id => id != TextTokenizer.EndOfSequence)];
                Assert.Equal(65, raw.Length);
                Assert.All(Enumerable.Range(1, length - 1), place => Assert.Equal(segments[place - 1] + (inputs[place] == TextTokenizer.EndOfSequence ? 1 : 0), segments[place]));
                Assert.All(Documents(whole), part => Assert.True(IsInADocument(part), string.Join(' ', part)));
                documents += whole.Count(id => id == TextTokenizer.EndOfSequence);
            }
        }

        Assert.True(documents > 10);
    }

    private static IEnumerable<int[]> Documents(int[] whole)
    {
        List<int> part = [];
        foreach (int id in whole)
        {
            if (id != TextTokenizer.EndOfSequence)
            {
                part.Add(id);
                continue;
            }

            if (part.Count > 0) yield return [.. part];
            part.Clear();
        }

        if (part.Count > 0) yield return [.. part];
    }

    private bool IsInADocument(int[] part) => _shards.Values.Any(shard => Enumerable.Range(0, (int)shard.DocumentCount).Any(document =>
    {
        int[] tokens = new int[shard.DocumentEnd(document) - shard.DocumentStart(document)];
        shard.Read(shard.DocumentStart(document), tokens);
        return tokens.AsSpan().IndexOf(part) >= 0;
    }));

    private void Open(string name, string[] lines, int times)
    {
        // Every repetition differs in a word, so that each passage is recognised.
        Corpus corpus = Corpus.FromDocuments(name, () => Enumerable.Range(0, times).SelectMany(i => lines.Select(line => $"{i} {line}")), name);
        TokenShardWriter.Write(_folder[name], corpus, Tokenizers.Small, cancellation: TestContext.Current.CancellationToken);
        _shards[name] = TokenShard.Open(_folder[name]);
    }

    private PretrainingStream Stream(Mixture mixture, int batch = 4, ulong seed = 1, bool repeat = false) =>
        new(mixture, _shards, new SpanCorruption(), Tokenizers.Small, batch, inputLength: 64, seed, repeat);

    private static Mixture Mix(params (string Name, double Rate)[] rates) => new("mix", rates.ToImmutableSortedDictionary(rate => rate.Name, rate => rate.Rate));

    private List<string> AllPassages(string name)
    {
        TokenShard shard = _shards[name];
        List<string> passages = [];
        int[] passage = new int[Raw];
        for (long start = 0; start + Raw <= shard.TokenCount; start += Raw)
        {
            shard.Read(start, passage);
            passages.Add(string.Join(' ', passage));
        }

        return passages;
    }

    // Undoes the corruption of each row.
    private static IEnumerable<string> Passages(TokenBatch batch) => batch.Inputs.Chunk(batch.InputLength).Zip(batch.Targets.Chunk(batch.TargetLength), (input, target) =>
    {
        bool IsSentinel(int id) => id > Tokenizers.Small.VocabularySize - 1 - Tokenizers.Small.Sentinels;
        return string.Join(' ', input[..^1].SelectMany(id => !IsSentinel(id) ? [id]
            : target.SkipWhile(other => other != id).Skip(1).TakeWhile(other => !IsSentinel(other) && other != TextTokenizer.EndOfSequence)));
    });
}
