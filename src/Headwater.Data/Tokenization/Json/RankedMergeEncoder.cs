using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Cuts segments by a list of merges, as the `tokenizers` library does (github huggingface/tokenizers, models/bpe): a segment begins as the ids of its characters, and of the neighbouring pairs in
/// the list the one that stands first in it merges first, the leftmost of equals. Unlike in SentencePiece, what two symbols spell is not enough; the pair itself must be in the list. A
/// character without a piece becomes bytes or unknown, or, where there is neither, nothing, and its neighbours then stand side by side.
/// </summary>
internal sealed class RankedMergeEncoder : IPieceEncoder
{
    private readonly PieceTrie _trie;
    private readonly MergeTable _merges;
    private readonly RankedMergeOptions _options;
    private readonly WordCache<CachedWord> _cache = new();

    /// <summary>Throws <see cref="InvalidDataException"/> for a merge whose parts or result the vocabulary lacks.</summary>
    public RankedMergeEncoder(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<(string Left, string Right)> merges, RankedMergeOptions options)
    {
        _options = options;
        _trie = PieceTrie.Of(vocabulary, Encoding.UTF8.GetBytes);
        Dictionary<(int Left, int Right), (int Rank, int Id)> table = [];
        int rank = 0;
        foreach ((string left, string right) in merges)
        {
            if (!vocabulary.TryGetValue(left, out int leftId) || !vocabulary.TryGetValue(right, out int rightId) || !vocabulary.TryGetValue(left + right, out int id))
                throw new InvalidDataException($"merge {rank + 1}, \"{left} {right}\", needs a piece that the vocabulary lacks");
            table[(leftId, rightId)] = (rank++, id); // of equal pairs the last counts
        }

        _merges = new MergeTable(table);
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        if (utf8.IsEmpty) return;
        if (utf8.Length > WordCache<CachedWord>.MaxLength)
        {
            ids.AddRange(Cut(utf8));
            return;
        }

        ulong hash = WordCache<CachedWord>.Hash(utf8);
        CachedWord? known = _cache.Find(utf8, hash);
        if (known is null) _cache.Add(known = new CachedWord(utf8.ToArray(), hash, Cut(utf8)));
        ids.AddRange(known.Ids);
    }

    private int[] Cut(ReadOnlySpan<byte> segment)
    {
        if (_options.IgnoreMerges && _trie.Find(segment) is >= 0 and int whole) return [whole];
        int[] symbols = ArrayPool<int>.Shared.Rent(segment.Length + 1);
        int count = Symbols(segment, symbols);
        count = MergedSymbols.Merge(symbols.AsSpan(0, count), _merges);
        int[] ids = symbols.AsSpan(0, count).ToArray();
        ArrayPool<int>.Shared.Return(symbols);
        return ids;
    }

    // The library writes an unknown only when the next known character comes, so that bytes come before it.
    private int Symbols(ReadOnlySpan<byte> segment, int[] symbols)
    {
        int count = 0;
        bool pending = false;
        while (!segment.IsEmpty)
        {
            int length = Math.Min(Utf8Characters.Length(segment[0]), segment.Length);
            ReadOnlySpan<byte> character = segment[..length];
            segment = segment[length..];
            int id = _trie.Find(character);
            if (id >= 0)
            {
                if (pending) symbols[count++] = _options.UnknownId!.Value;
                pending = false;
                symbols[count++] = id;
            }
            else if (!TryAddBytes(character, symbols, ref count) && _options.UnknownId is { } unknown)
            {
                if (pending && !_options.FuseUnknown) symbols[count++] = unknown;
                pending = true;
            }
        }

        if (pending) symbols[count++] = _options.UnknownId!.Value;
        return count;
    }

    private bool TryAddBytes(ReadOnlySpan<byte> character, int[] symbols, ref int count)
    {
        if (_options.ByteIds.IsDefault) return false;
        foreach (byte value in character)
        {
            if (_options.ByteIds[value] < 0) return false;
        }

        foreach (byte value in character) symbols[count++] = _options.ByteIds[value];
        return true;
    }
}

/// <summary>What a tokenizer.json says about characters without a piece.</summary>
internal sealed record RankedMergeOptions
{
    public int? UnknownId { get; init; }

    public bool FuseUnknown { get; init; }

    /// <summary>A segment that is a piece is taken whole.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>The id of each byte's piece, −1 where there is none, where bytes stand for unknown characters; default otherwise.</summary>
    public ImmutableArray<int> ByteIds { get; init; }
}
