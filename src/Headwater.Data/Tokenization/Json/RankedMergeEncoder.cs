using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Cuts segments by a list of merges, as the `tokenizers` library does: of the neighbouring pairs in the list, the one that stands first in it merges first, the leftmost
/// of equals. Unlike in SentencePiece, what two symbols spell is not enough; the pair itself must be in the list.
/// </summary>
internal sealed class RankedMergeEncoder : IPieceEncoder
{
    private readonly PieceTrie _trie;
    private readonly Dictionary<(int Id, int LeftLength), int> _ranks = [];
    private readonly RankedMergeOptions _options;
    private readonly WordCache<CachedWord> _cache = new();

    /// <summary>Throws <see cref="InvalidDataException"/> for a merge whose parts or result the vocabulary lacks.</summary>
    public RankedMergeEncoder(IEnumerable<KeyValuePair<string, int>> vocabulary, IEnumerable<(string Left, string Right)> merges, RankedMergeOptions options)
    {
        _options = options;
        _trie = PieceTrie.Of(vocabulary);
        int rank = 0;
        foreach ((string left, string right) in merges)
        {
            byte[] leftBytes = PieceTrie.Bytes(left);
            int id = _trie.Find([.. leftBytes, .. PieceTrie.Bytes(right)]);
            if (id < 0) throw new InvalidDataException($"merge {rank + 1}, \"{left} {right}\", makes a piece that the vocabulary lacks");
            _ranks.TryAdd((id, leftBytes.Length), rank++);
        }
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        ByteWriter prepared = new(utf8.Length);
        new TextPreparation(new SentencePieceLayout { SpacesAreMarked = true, AddDummyPrefix = false, RemoveExtraWhitespaces = false }).Apply(utf8, ref prepared);
        if (prepared.Length > 0) AddSegment(prepared.Written, ids);
        prepared.Dispose();
    }

    private void AddSegment(ReadOnlySpan<byte> segment, List<int> ids)
    {
        if (segment.Length > WordCache<CachedWord>.MaxLength)
        {
            ids.AddRange(Cut(segment));
            return;
        }

        ulong hash = WordCache<CachedWord>.Hash(segment);
        CachedWord? known = _cache.Find(segment, hash);
        if (known is null) _cache.Add(known = new CachedWord(segment.ToArray(), hash, Cut(segment)));
        ids.AddRange(known.Ids);
    }

    private int[] Cut(ReadOnlySpan<byte> segment)
    {
        if (_options.IgnoreMerges && _trie.Find(segment) is >= 0 and int whole) return [whole];
        List<int> ids = [];
        bool afterUnknown = false;
        using SymbolList symbols = SymbolList.Merge(segment, new MergeRules(this));
        for (int at = 0; at >= 0; at = symbols.Next(at))
        {
            ReadOnlySpan<byte> symbol = symbols.Text(at, segment);
            int id = _trie.Find(symbol);
            if (id >= 0) ids.Add(id);
            else AddUnknown(symbol, afterUnknown, ids);
            afterUnknown = id < 0;
        }

        return [.. ids];
    }

    private void AddUnknown(ReadOnlySpan<byte> symbol, bool afterUnknown, List<int> ids)
    {
        if (symbol is [(byte)' ']) symbol = Utf8Characters.SpaceMark;
        if (!_options.ByteIds.IsDefault)
        {
            foreach (byte value in symbol) ids.Add(_options.ByteIds[value]);
            return;
        }

        if (_options.UnknownId is { } unknown && !(afterUnknown && _options.FuseUnknown)) ids.Add(unknown);
    }

    private readonly struct MergeRules(RankedMergeEncoder encoder) : IMergeRules
    {
        public bool TryMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> both, out float priority)
        {
            priority = 0;
            int id = encoder._trie.Find(both);
            if (id < 0 || !encoder._ranks.TryGetValue((id, left.Length), out int rank)) return false;
            priority = -rank; // exact: a list has fewer than 2^24 merges
            return true;
        }
    }
}

/// <summary>What a tokenizer.json says about characters without a piece.</summary>
internal sealed record RankedMergeOptions
{
    public int? UnknownId { get; init; }

    public bool FuseUnknown { get; init; }

    /// <summary>A segment that is a piece is taken whole.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>The id of each byte's piece, where bytes stand for unknown characters; default otherwise.</summary>
    public ImmutableArray<int> ByteIds { get; init; }
}
