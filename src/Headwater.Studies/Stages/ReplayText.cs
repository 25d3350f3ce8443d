using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The pretraining text of a finetuning, opened, and the steps at which it is read. A batch depends on the seed and its step alone.</summary>
internal sealed class ReplayText : IDisposable
{
    private readonly Dictionary<string, TokenShard> _shards = new(StringComparer.Ordinal);
    private readonly ReplaySettings _settings;
    private readonly PretrainingStream _stream;
    private readonly double _phase;
    private readonly long _batches;

    /// <exception cref="ArgumentException">A corpus is too short for a single sequence.</exception>
    public ReplayText(RunStore store, ReplaySettings settings, string tokenizer, ulong seed)
    {
        _settings = settings;
        _phase = new SplitMix(Seeds.Of(seed, Seeds.Replay)).NextDouble();
        _batches = Math.Max(1, (settings.Sequences ?? long.MaxValue) / settings.Batch);
        try
        {
            foreach ((string corpus, string id) in settings.Corpora)
                _shards[corpus] = TokenShard.Open(store.Folder.CorpusFolder(id));
            _stream = new PretrainingStream(new Mixture("replay", settings.Rates), _shards, settings.Corruption(), store.OpenTokenizer(tokenizer), settings.Batch, settings.Sequence, settings.Seed, repeat: true,
                settings.Interleave is null ? Interleaving.Sequence : Enum.Parse<Interleaving>(settings.Interleave))
            { CutsPassages = settings.Objective == PretrainingSpec.PrefixLm };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether a step, counted from 0, reads pretraining text.</summary>
    public bool Takes(long step) => Before(step + 1) > Before(step);

    /// <summary>Raw corpus tokens that the first steps read.</summary>
    public long TokensAfter(long steps) => Before(steps) * _stream.RawTokensPerStep;

    /// <summary>These batches with pretraining text in between. The finetuning batches keep their order and wait.</summary>
    public Func<long, TokenBatch> Into(Func<long, TokenBatch> finetuning) =>
        step => Takes(step) ? _stream.Batch(Before(step) % _batches) : finetuning(step - Before(step));

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values)
            shard.Dispose();
    }

    private long Before(long steps) => _settings.Before(steps, _phase);
}
