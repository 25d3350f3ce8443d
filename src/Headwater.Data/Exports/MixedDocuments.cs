using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// The whole documents of a mixture in one order: the next comes from the corpus that is furthest behind its rate, and each corpus is shuffled by the seed. More tokens
/// continue the same order, so a smaller export is the beginning of a larger one.
/// </summary>
public sealed class MixedDocuments
{
    private readonly DocumentOrder _order;

    /// <param name="mixture">The rates; each corpus needs a shard.</param>
    /// <param name="shards">Tokenised corpora by name.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    public MixedDocuments(Mixture mixture, IReadOnlyDictionary<string, TokenShard> shards, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(shards);
        double sum = mixture.Rates.Values.Sum();
        ImmutableArray<MixedCorpus> corpora = [.. mixture.Rates.Select(rate => new MixedCorpus(rate.Key, rate.Value / sum, shards[rate.Key], KeyOf(shards[rate.Key], seed)))];
        _order = new DocumentOrder(corpora, rawLength: 1, repeat: true);
    }

    /// <summary>Tokens before a document repeats.</summary>
    public long Capacity => _order.Capacity();

    /// <summary>The first documents, until they hold this many tokens.</summary>
    public IEnumerable<MixedDocument> Take(long tokens)
    {
        long taken = 0;
        foreach (MixedDocument document in _order.Documents())
        {
            if (taken >= tokens) yield break;
            taken += document.Length;
            yield return document;
        }
    }

    /// <summary>What the first tokens take from each corpus; the last document counts as far as it is needed.</summary>
    public ImmutableSortedDictionary<string, CorpusUse> UsedAfter(long tokens)
    {
        ImmutableSortedDictionary<string, CorpusUse>.Builder used = ImmutableSortedDictionary.CreateBuilder<string, CorpusUse>(StringComparer.Ordinal);
        _order.Used(tokens, used);
        return used.ToImmutable();
    }

    private static ulong KeyOf(TokenShard shard, ulong seed) => SplitMix.Mix(seed, BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(shard.Fingerprint)));
}
