using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The tokenised corpora of one mixture, opened.</summary>
internal sealed class PretrainingText : IDisposable
{
    private readonly Dictionary<string, TokenShard> _shards = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A corpus is too short for a single sequence.</exception>
    public PretrainingText(RunStore store, PretrainingSettings settings)
    {
        try
        {
            Tokenizer = store.OpenTokenizer(settings.Tokenizer);
            foreach ((string corpus, string id) in settings.Corpora)
                _shards[corpus] = TokenShard.Open(store.Folder.CorpusFolder(id));
            Stream = new PretrainingStream(new Mixture(settings.Mixture, settings.Rates), _shards, settings.Corruption(), Tokenizer, settings.Batch,
                settings.Sequence, Seeds.Of(settings.Seed, Seeds.PretrainingOrder), settings.Repeat,
                settings.Interleave is null ? Interleaving.Sequence : Enum.Parse<Interleaving>(settings.Interleave)) { CutsPassages = settings.Objective == PretrainingSpec.PrefixLm };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TextTokenizer Tokenizer { get; }

    public PretrainingStream Stream { get; }

    public IReadOnlyDictionary<string, TokenShard> Shards => _shards;

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values)
            shard.Dispose();
    }
}
