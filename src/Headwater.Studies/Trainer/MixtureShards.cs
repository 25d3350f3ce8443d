using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The tokenised corpora of a mixture, opened for an export.</summary>
internal sealed class MixtureShards : IDisposable
{
    private readonly Dictionary<string, TokenShard> _shards = new(StringComparer.Ordinal);

    private MixtureShards()
    {
    }

    public TokenShard this[string corpus] => _shards[corpus];

    public static MixtureShards Open(RunStore store, ImmutableSortedDictionary<string, string> corpora)
    {
        MixtureShards shards = new();
        try
        {
            foreach ((string corpus, string id) in corpora)
                shards._shards[corpus] = TokenShard.Open(store.Folder.CorpusFolder(id));
            return shards;
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    /// <summary>The documents of a mixture in the order of an export.</summary>
    public MixedDocuments Documents(ImmutableSortedDictionary<string, double> rates, ulong seed) => new(new Mixture(MixtureExport.MixtureName, rates), _shards, seed);

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values)
            shard.Dispose();
    }
}
