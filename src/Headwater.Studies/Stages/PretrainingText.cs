using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The tokenised corpora of one mixture, opened.</summary>
internal sealed class PretrainingText : IDisposable
{
    private readonly Dictionary<string, TokenShard> _shards = new(StringComparer.Ordinal);
    private readonly PretrainingSettings _settings;

    /// <exception cref="ArgumentException">A corpus is too short for a single sequence.</exception>
    public PretrainingText(RunStore store, PretrainingSettings settings)
    {
        _settings = settings;
        try
        {
            Tokenizer = store.OpenTokenizer(settings.Tokenizer);
            foreach ((string corpus, string id) in settings.Corpora)
                _shards[corpus] = TokenShard.Open(store.Folder.CorpusFolder(id));
            Stream = Open(settings.Checkpoints.Max());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TextTokenizer Tokenizer { get; }

    /// <summary>What the largest token count reads.</summary>
    public PretrainingStream Stream { get; }

    public IReadOnlyDictionary<string, TokenShard> Shards => _shards;

    /// <summary>What one token count reads. Without stages all of them read the same.</summary>
    public PretrainingStream StreamOf(long tokens) => _settings.Stages is null || tokens == _settings.Checkpoints.Max() ? Stream : Open(tokens);

    private PretrainingStream Open(long tokens) => new(
        _settings.Stages is { } stages ? MixtureStageSpec.Mixtures(_settings.Mixture, stages, _settings.StepOf(tokens)) : [new MixtureStage(new Mixture(_settings.Mixture, _settings.Rates), 0)],
        _shards, _settings.Corruption(), Tokenizer, _settings.Batch, _settings.Sequence, Seeds.Of(_settings.Seed, Seeds.PretrainingOrder), _settings.Repeat,
        _settings.Interleave is null ? Interleaving.Sequence : Enum.Parse<Interleaving>(_settings.Interleave))
    { CutsPassages = _settings.Objective == PretrainingSpec.PrefixLm, MarksPrefixes = _settings.Model.PrefixAttention == true };

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values)
            shard.Dispose();
    }
}
