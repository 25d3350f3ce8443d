using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Data;

/// <summary>
/// The batches of a pretraining run. A corpus is cut into passages of equal length; they come in an order shuffled anew for every epoch, and corpora alternate so that
/// their shares of the tokens follow the rates to within one sequence. A batch depends on the seed and its step alone, so resuming is asking for
/// the next step. A corpus has the same order and corruption in every mixture with the same seed. Thread-safe.
/// </summary>
public sealed class PretrainingStream
{
    private readonly Mixture _mixture;
    private readonly ImmutableArray<Source> _sources;
    private readonly MixtureSchedule _schedule;
    private readonly SpanCorruption _corruption;
    private readonly TextTokenizer _tokenizer;
    private readonly int _batch, _inputLength, _rawLength, _targetLength;
    private readonly bool _repeat;
    private readonly Lazy<long> _capacity;

    /// <param name="shards">The tokens of each corpus of the mixture, by its name.</param>
    /// <param name="batch">Sequences per step.</param>
    /// <param name="inputLength">Encoder tokens of a sequence after corruption.</param>
    /// <param name="repeat">Whether a corpus may be read more than once.</param>
    public PretrainingStream(Mixture mixture, IReadOnlyDictionary<string, TokenShard> shards, SpanCorruption corruption, TextTokenizer tokenizer, int batch, int inputLength, ulong seed, bool repeat)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(corruption);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        int spans = corruption.SpanCount(inputLength);
        if (spans > tokenizer.Sentinels)
            throw new ArgumentException($"Sequences of {inputLength} tokens have {spans} removed spans and the tokenizer has {tokenizer.Sentinels} sentinels. Use shorter sequences or more sentinels.", nameof(inputLength));
        (_mixture, _corruption, _tokenizer, _batch, _inputLength, _repeat) = (mixture, corruption, tokenizer, batch, inputLength, repeat);
        _rawLength = corruption.RawLength(inputLength);
        _targetLength = corruption.TargetLength(inputLength);
        _sources = [.. mixture.Rates.Keys.Select(name => Open(name, shards, seed))];
        double sum = mixture.Rates.Values.Sum();
        _schedule = new MixtureSchedule([.. mixture.Rates.Values.Select(rate => rate / sum)]);
        _capacity = new Lazy<long>(FindCapacity);
    }

    /// <summary>Corpus tokens that one step takes, before corruption.</summary>
    public int RawTokensPerStep => _batch * _rawLength;

    /// <summary>Raw tokens that can be taken before any corpus repeats. A rest of a corpus shorter than one passage is not counted.</summary>
    public long Capacity => _capacity.Value;

    /// <summary>The batch of a step, counted from 0. Throws <see cref="ArgumentException"/> where a corpus would repeat and may not.</summary>
    public TokenBatch Batch(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        long first = checked(step * _batch);
        long[] counts = _schedule.CountsAfter(first);
        int[] inputs = new int[_batch * _inputLength];
        int[] targets = new int[_batch * _targetLength];
        int[] passage = new int[_rawLength];
        for (int row = 0; row < _batch; row++)
        {
            int corpus = _schedule.Next(counts, first + row);
            Source source = _sources[corpus];
            long ordinal = counts[corpus] - 1;
            if (!_repeat && ordinal >= source.Passages) throw Exhausted(source, step + 1);
            source.Read(ordinal, passage);
            CorruptedExample example = _corruption.Apply(passage, _tokenizer, source.CorruptionSeed(ordinal));
            example.Inputs.CopyTo(inputs, row * _inputLength);
            example.Targets.CopyTo(targets, row * _targetLength);
        }

        return new TokenBatch
        {
            Rows = _batch,
            InputLength = _inputLength,
            TargetLength = _targetLength,
            Inputs = inputs,
            Targets = targets,
            TargetTokens = targets.Length,
            RawTokens = RawTokensPerStep,
        };
    }

    /// <summary>Exactly what the first <paramref name="steps"/> steps take from each corpus. Throws as <see cref="Batch"/> does.</summary>
    public ImmutableSortedDictionary<string, CorpusUse> UsedAfter(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        long[] counts = _schedule.CountsAfter(checked(steps * _batch));
        ImmutableSortedDictionary<string, CorpusUse>.Builder used = ImmutableSortedDictionary.CreateBuilder<string, CorpusUse>(StringComparer.Ordinal);
        for (int corpus = 0; corpus < counts.Length; corpus++)
        {
            Source source = _sources[corpus];
            if (!_repeat && counts[corpus] > source.Passages) throw Exhausted(source, steps);
            used[source.Name] = new CorpusUse(counts[corpus] * _rawLength, counts[corpus] / (double)source.Passages, Math.Min(counts[corpus], source.Passages) * _rawLength);
        }

        return used.ToImmutable();
    }

    private Source Open(string name, IReadOnlyDictionary<string, TokenShard> shards, ulong seed)
    {
        if (!shards.TryGetValue(name, out TokenShard? shard))
            throw new ArgumentException($"Mixture \"{_mixture.Name}\" names the corpus \"{name}\", which has no shard; there are {string.Join(", ", shards.Keys.Order(StringComparer.Ordinal))}.", nameof(shards));
        if (shard.TokenizerFingerprint != _tokenizer.Fingerprint)
            throw new ArgumentException($"The shard of corpus \"{name}\" was made with another tokenizer ({shard.TokenizerFingerprint[..12]}…, expected {_tokenizer.Fingerprint[..12]}…). Tokenise the corpus again.", nameof(shards));
        if (shard.TokenCount < _rawLength)
            throw new ArgumentException($"Corpus \"{name}\" has {shard.TokenCount} tokens; one sequence of {_inputLength} needs {_rawLength} raw tokens. Give more text or shorter sequences.", nameof(shards));
        ulong content = BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(shard.Fingerprint));
        return new Source(name, shard, shard.TokenCount / _rawLength, SplitMix.Mix(seed, content));
    }

    private ArgumentException Exhausted(Source source, long steps) => new(string.Create(CultureInfo.InvariantCulture,
        $"Mixture \"{_mixture.Name}\": {steps} steps need {steps * RawTokensPerStep} raw tokens and only {Capacity} can be had without repeating; corpus \"{source.Name}\" has {source.Passages * _rawLength} usable tokens at rate {_mixture.Rates[source.Name]:R}. Pretrain on fewer tokens, add text, or allow repeat."));

    private long FindCapacity()
    {
        // No corpus is a whole sequence ahead of its rate, so none can run out before this.
        double sum = _mixture.Rates.Values.Sum();
        long sequences = (long)Math.Max(_sources.Min(source => (source.Passages - 1) / (_mixture.Rates[source.Name] / sum)) - 1, 0);
        long[] counts = _schedule.CountsAfter(sequences);
        while (true)
        {
            int corpus = _schedule.Next(counts, sequences);
            if (counts[corpus] > _sources[corpus].Passages) return sequences * _rawLength;
            sequences++;
        }
    }

    private sealed class Source(string name, TokenShard shard, long passages, ulong key)
    {
        public string Name => name;

        public long Passages => passages;

        public void Read(long ordinal, Span<int> passage)
        {
            Permutation order = new(passages, SplitMix.Mix(key, (ulong)(ordinal / passages)));
            shard.Read(order[ordinal % passages] * passage.Length, passage);
        }

        public ulong CorruptionSeed(long ordinal) => SplitMix.Mix(~key, (ulong)ordinal);
    }
}
