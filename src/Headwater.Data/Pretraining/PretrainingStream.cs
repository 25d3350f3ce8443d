using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Data;

/// <summary>
/// The batches of a pretraining run. The shares of the corpora follow the rates of the mixture by tokens, in pieces that <see cref="Interleaving"/> names. A batch depends on the seed and
/// its step alone, so resuming is asking for the next step. A corpus has the same order in every mixture with the same seed, and, but for whole documents, the same corruption. Thread-safe.
/// </summary>
public sealed class PretrainingStream
{
    private readonly ImmutableArray<MixtureStage> _stages;
    private readonly ITokenOrder _order;
    private readonly SpanCorruption? _corruption;
    private readonly TextTokenizer _tokenizer;
    private readonly int _batch, _inputLength, _rawLength, _targetLength;
    private readonly Lazy<long> _capacity;

    /// <param name="shards">The tokens of each corpus of the mixture, by its name.</param>
    /// <param name="corruption">How spans are removed for T5; null for a decoder-only model, which predicts every token.</param>
    /// <param name="batch">Sequences per step.</param>
    /// <param name="inputLength">Encoder tokens of a sequence after corruption; without it, positions of a sequence.</param>
    /// <param name="repeat">Whether a corpus may be read more than once.</param>
    /// <param name="interleaving">In what pieces the corpora alternate.</param>
    public PretrainingStream(Mixture mixture, IReadOnlyDictionary<string, TokenShard> shards, SpanCorruption? corruption, TextTokenizer tokenizer, int batch, int inputLength, ulong seed, bool repeat,
        Interleaving interleaving = Interleaving.Sequence)
        : this([new MixtureStage(mixture, 0)], shards, corruption, tokenizer, batch, inputLength, seed, repeat, interleaving)
    {
    }

    /// <summary>A run whose mixture changes. The first stage reads what the same mixture without stages would read; a corpus continues in a later stage where it was left.</summary>
    /// <param name="stages">The mixtures, each from its first step; they share a name.</param>
    /// <param name="shards">The tokens of each corpus of the mixtures, by its name.</param>
    /// <param name="corruption">How spans are removed for T5; null for a decoder-only model, which predicts every token.</param>
    /// <param name="batch">Sequences per step.</param>
    /// <param name="inputLength">Encoder tokens of a sequence after corruption; without it, positions of a sequence.</param>
    /// <param name="repeat">Whether a corpus may be read more than once.</param>
    /// <param name="interleaving">In what pieces the corpora alternate.</param>
    public PretrainingStream(ImmutableArray<MixtureStage> stages, IReadOnlyDictionary<string, TokenShard> shards, SpanCorruption? corruption, TextTokenizer tokenizer, int batch, int inputLength, ulong seed,
        bool repeat, Interleaving interleaving = Interleaving.Sequence)
    {
        MixtureStage.Check(stages);
        ArgumentNullException.ThrowIfNull(stages[0].Mixture);
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        int spans = corruption?.SpanCount(inputLength) ?? 0;
        if (spans > tokenizer.Sentinels)
            throw new ArgumentException($"Sequences of {inputLength} tokens have {spans} removed spans and the tokenizer has {tokenizer.Sentinels} sentinels.\nhint: use shorter sequences or more sentinels.", nameof(inputLength));
        (_stages, _corruption, _tokenizer, _batch, _inputLength) = (stages, corruption, tokenizer, batch, inputLength);
        _rawLength = corruption?.RawLength(inputLength) ?? CausalRows.RawLength(inputLength);
        _targetLength = corruption?.TargetLength(inputLength) ?? 0;
        _order = InOrder(shards, seed, (corpora, firstSequence) => interleaving switch
        {
            Interleaving.Document => new DocumentOrder(corpora, _rawLength, repeat, firstSequence),
            Interleaving.Batch => new PassageOrder(corpora, _rawLength, batch, repeat),
            _ => new PassageOrder(corpora, _rawLength, turn: 1, repeat),
        });
        _capacity = new Lazy<long>(() => _order.Capacity() * _rawLength);
    }

    /// <summary>Without corruption: whether a passage is cut into what T5 reads and what it writes (<see cref="PrefixRows"/>), in place of one sequence of a decoder-only model.</summary>
    public bool CutsPassages { get; init; }

    /// <summary>Whether documents of a decoder-only model have prefixes whose tokens all see each other, and only what follows is scored.</summary>
    public bool MarksPrefixes { get; init; }

    /// <summary>Corpus tokens that one step takes, before corruption.</summary>
    public int RawTokensPerStep => _batch * _rawLength;

    /// <summary>Raw tokens that can be taken before any corpus repeats. A rest of a corpus shorter than one passage is not counted.</summary>
    public long Capacity => _capacity.Value;

    /// <summary>The batch of a step, counted from 0. Throws <see cref="ArgumentException"/> where a corpus would repeat and may not.</summary>
    public TokenBatch Batch(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        int[] raw = new int[RawTokensPerStep];
        ulong[] seeds = new ulong[_batch];
        bool[] begins = new bool[_corruption is null ? raw.Length : 0];
        if (_order.Read(checked(step * _batch), raw, seeds, begins) is { } spent) throw Exhausted(spent, step + 1);
        if (CutsPassages) return PrefixRows.Of(raw, seeds);
        if (_corruption is null) return CausalRows.Of(raw, begins, _batch, MarksPrefixes ? seeds : []);
        int[] inputs = new int[_batch * _inputLength];
        int[] targets = new int[_batch * _targetLength];
        for (int row = 0; row < _batch; row++)
        {
            CorruptedExample example = _corruption.Apply(raw.AsSpan(row * _rawLength, _rawLength), _tokenizer, seeds[row]);
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
        ImmutableSortedDictionary<string, CorpusUse>.Builder used = ImmutableSortedDictionary.CreateBuilder<string, CorpusUse>(StringComparer.Ordinal);
        return _order.Used(checked(steps * _batch), used) is { } spent ? throw Exhausted(spent, steps) : used.ToImmutable();
    }

    // Each stage after the first begins where the ones before it left its corpora.
    private ITokenOrder InOrder(IReadOnlyDictionary<string, TokenShard> shards, ulong seed, Func<ImmutableArray<MixedCorpus>, long, ITokenOrder> order)
    {
        Dictionary<string, CorpusPosition> read = new(StringComparer.Ordinal);
        List<StagedOrder.Part> parts = [];
        foreach ((Mixture mixture, long firstStep) in _stages)
        {
            long first = firstStep * _batch;
            foreach ((string name, CorpusPosition position) in parts.Count == 0 ? [] : parts[^1].Order.PositionsAfter(first - parts[^1].FirstSequence)) read[name] = position;
            parts.Add(new StagedOrder.Part(first, order([.. mixture.Rates.Keys.Select(name => Open(mixture, name, shards, seed, read.GetValueOrDefault(name)))], first)));
        }

        return parts.Count == 1 ? parts[0].Order : new StagedOrder([.. parts]);
    }

    private MixedCorpus Open(Mixture mixture, string name, IReadOnlyDictionary<string, TokenShard> shards, ulong seed, CorpusPosition start)
    {
        if (!shards.TryGetValue(name, out TokenShard? shard))
            throw new ArgumentException($"Mixture \"{mixture.Name}\" names the corpus \"{name}\", which has no shard; there are {string.Join(", ", shards.Keys.Order(StringComparer.Ordinal))}.", nameof(shards));
        if (shard.TokenizerFingerprint != _tokenizer.Fingerprint)
            throw new ArgumentException($"The shard of corpus \"{name}\" was made with another tokenizer ({shard.TokenizerFingerprint[..12]}…, expected {_tokenizer.Fingerprint[..12]}…). Tokenise the corpus again.", nameof(shards));
        if (shard.TokenCount < _rawLength)
            throw new ArgumentException($"Corpus \"{name}\" has {shard.TokenCount} tokens; one sequence of {_inputLength} needs {_rawLength} raw tokens.\nhint: give more text or shorter sequences.", nameof(shards));
        ulong content = BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(shard.Fingerprint));
        return new MixedCorpus(name, mixture.Rates[name] / mixture.Rates.Values.Sum(), shard, SplitMix.Mix(seed, content), start);
    }

    private ArgumentException Exhausted(SpentCorpus spent, long steps)
    {
        string rate = _stages.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $" at rate {_stages[0].Mixture.Rates[spent.Name]:R}") : " in all stages";
        return new(string.Create(CultureInfo.InvariantCulture,
            $"Mixture \"{_stages[0].Mixture.Name}\": {steps} steps need {steps * RawTokensPerStep} raw tokens and only {Capacity} can be had without repeating; corpus \"{spent.Name}\" has {spent.UsableTokens} usable tokens{rate}. Pretrain on fewer tokens, add text, or allow repeat."));
    }
}

/// <summary>In what pieces the corpora of a mixture alternate. All follow the rates by tokens; they differ in how far a corpus may be from its rate at a time.</summary>
public enum Interleaving
{
    /// <summary>Sequence by sequence: every batch is mixed, and no corpus is a whole sequence away from its rate.</summary>
    Sequence,

    /// <summary>Batch by batch: all sequences of a step come from one corpus, and no corpus is a whole batch away from its rate.</summary>
    Batch,

    /// <summary>Document by document, shuffled: a sequence may hold documents of several corpora, and no corpus is more than its longest document away from its rate.</summary>
    Document,
}
