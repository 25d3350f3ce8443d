namespace Headwater.Data;

/// <summary>
/// Cuts text by a byte-pair model of SentencePiece: the merge with the highest score first, the leftmost of equals. Words are cut apart from each other where no piece
/// spans them, which changes nothing, and frequent words are remembered.
/// Unlike SentencePiece, a model that keeps text as it is writes a literal U+2581 as its bytes, so that it does not come back as a space.
/// </summary>
internal sealed class BytePairEncoder(SentencePieceLayout layout) : IPieceEncoder
{
    private readonly SentencePieceVocabulary _vocabulary = new(layout);
    private readonly TextPreparation _preparation = new(layout);
    private readonly WordCache<CachedWord> _cache = new();

    /// <summary>What in a byte-pair model this encoder does not know, or null where it cuts exactly as the model's rules say.</summary>
    public static string? Unsupported(SentencePieceLayout layout)
    {
        if (layout.WhitespaceAsSuffix) return "spaces at the end of words";
        if (!layout.EscapeWhitespaces) return "spaces that are not escaped";
        if (layout.Pieces.Any(piece => piece.Type == PieceType.UserDefined)) return "user-defined pieces";
        if (layout.Pieces.Any(piece => piece.Type == PieceType.Unused)) return "unused pieces";
        return layout.ByteFallback && BytePiece.Ids(layout).Contains(-1) ? "byte fallback without all 256 bytes" : null;
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        ByteWriter prepared = new(utf8.Length + 16);
        _preparation.Apply(utf8, ref prepared);
        int begin = ids.Count;
        for (ReadOnlySpan<byte> rest = prepared.Written; !rest.IsEmpty;)
        {
            int length = _vocabulary.WordLength(rest);
            Append(ids, begin, IdsOf(rest[..length]));
            rest = rest[length..];
        }

        prepared.Dispose();
    }

    private void Append(List<int> ids, int begin, ReadOnlySpan<int> word)
    {
        bool sharesUnknown = word[0] == _vocabulary.Unknown && ids.Count > begin && ids[^1] == _vocabulary.Unknown;
        ids.AddRange(sharesUnknown ? word[1..] : word);
    }

    private int[] IdsOf(ReadOnlySpan<byte> word)
    {
        if (word.Length > WordCache<CachedWord>.MaxLength) return Cut(word);
        ulong hash = WordCache<CachedWord>.Hash(word);
        CachedWord? known = _cache.Find(word, hash);
        if (known is not null) return known.Ids;
        int[] ids = Cut(word);
        _cache.Add(new CachedWord(word.ToArray(), hash, ids));
        return ids;
    }

    private int[] Cut(ReadOnlySpan<byte> word)
    {
        MergeRules rules = new(_vocabulary);
        List<int> ids = [];
        using SymbolList symbols = SymbolList.Merge(word, rules);
        for (int at = 0; at >= 0; at = symbols.Next(at))
        {
            ReadOnlySpan<byte> symbol = symbols.Text(at, word);
            int id = _vocabulary.Trie.Find(symbol);
            if (id >= 0) ids.Add(id);
            else _vocabulary.AddUnknown(symbol, ids);
        }

        return [.. ids];
    }

    /// <summary>Two neighbours merge where the text they spell is a piece, whatever they are.</summary>
    private readonly struct MergeRules(SentencePieceVocabulary vocabulary) : IMergeRules
    {
        public bool TryMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> both, out float priority)
        {
            int id = vocabulary.Trie.Find(both);
            priority = id < 0 ? 0 : vocabulary.Scores[id];
            return id >= 0;
        }
    }
}

/// <summary>Which neighbouring symbols merge, and which merge goes first.</summary>
internal interface IMergeRules
{
    /// <summary>Whether <paramref name="left"/> and what follows it in <paramref name="both"/> merge; the highest priority goes first.</summary>
    bool TryMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> both, out float priority);
}
