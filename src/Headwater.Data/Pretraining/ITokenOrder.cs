using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>In what order the tokens of a mixture are read. A sequence depends on its number alone. Implementations are thread-safe.</summary>
internal interface ITokenOrder
{
    /// <summary>
    /// Fills the raw tokens of some sequences, one after another, and the seeds of their corruption; or names the corpus that would repeat and may not.
    /// Where <paramref name="begins"/> is not empty, it is as long as the tokens, and marks those that begin a document.
    /// </summary>
    SpentCorpus? Read(long first, Span<int> tokens, Span<ulong> seeds, Span<bool> begins);

    /// <summary>What the first sequences take from each corpus; or the corpus that would repeat and may not.</summary>
    SpentCorpus? Used(long sequences, ImmutableSortedDictionary<string, CorpusUse>.Builder used);

    /// <summary>Sequences before any corpus repeats.</summary>
    long Capacity();

    /// <summary>How far each corpus has been read after the first sequences, by its name: where a later stage continues.</summary>
    IEnumerable<KeyValuePair<string, CorpusPosition>> PositionsAfter(long sequences);
}

/// <summary>A corpus that has no more tokens to give without repeating, and how many it has.</summary>
internal sealed record SpentCorpus(string Name, long UsableTokens);

/// <summary>A corpus of a mixture: its share of the tokens, its tokens, the key of its own shuffle, and what earlier stages have read of it.</summary>
internal sealed record MixedCorpus(string Name, double Rate, TokenShard Shard, ulong Key, CorpusPosition Start = default);

/// <summary>How far a corpus has been read: passages or documents, repeats counted, and the tokens taken from them.</summary>
internal readonly record struct CorpusPosition(long Pieces, long Tokens);
