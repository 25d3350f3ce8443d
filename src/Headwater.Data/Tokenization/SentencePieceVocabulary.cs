namespace Headwater.Data;

/// <summary>The pieces of a model as encoders ask for them: by text, by id, and by byte. Immutable.</summary>
internal sealed class SentencePieceVocabulary
{
    private const byte Space = (byte)' ';

    private readonly int[]? _byteIds;
    private readonly byte[] _literalSpace; // what the mark of a literal space or U+2581 stands for

    public SentencePieceVocabulary(SentencePieceLayout layout)
    {
        Scores = [.. layout.Pieces.Select(piece => piece.Score)];
        Types = [.. layout.Pieces.Select(piece => piece.Type)];
        Trie = PieceTrie.Of(layout.Pieces.Select((piece, id) => (piece, id))
            .Where(entry => layout.SpacesAreMarked || entry.piece.Type is PieceType.Normal or PieceType.UserDefined or PieceType.Unused)
            .Select(entry => KeyValuePair.Create(entry.piece.Text, entry.id)), layout.SpacesAreMarked ? MarkedSpaces.Bytes : PieceTrie.Bytes);
        _literalSpace = layout.SpacesAreMarked ? [Space] : Utf8Characters.SpaceMark.ToArray();
        Unknown = layout.UnknownId;
        SplitsWords = !layout.Pieces.Any(piece => (layout.SpacesAreMarked || piece.Type is not (PieceType.Control or PieceType.Unknown or PieceType.Byte)) && SpansWords(piece.Text));
        _byteIds = layout.ByteFallback ? BytePiece.Ids(layout) : null;
    }

    public float[] Scores { get; }

    public PieceType[] Types { get; }

    public PieceTrie Trie { get; }

    public int Unknown { get; }

    /// <summary>Whether no piece has a space after another character, so that words can be cut apart from each other.</summary>
    public bool SplitsWords { get; }

    public bool HasBytes => _byteIds is not null;

    /// <summary>Appends the ids of a character without a piece: its bytes, or unknown, which a run of such characters shares.</summary>
    public void AddUnknown(ReadOnlySpan<byte> character, List<int> ids)
    {
        if (_byteIds is null)
        {
            if (ids.Count == 0 || ids[^1] != Unknown) ids.Add(Unknown);
            return;
        }

        if (character is [Space]) character = Utf8Characters.SpaceMark;
        else if (character is [TextPreparation.LiteralMark]) character = _literalSpace;
        foreach (byte value in character) ids.Add(_byteIds[value]);
    }

    /// <summary>Length of the word at the start of a prepared text: its spaces and what follows up to the next one, or all where words are not apart.</summary>
    public int WordLength(ReadOnlySpan<byte> rest)
    {
        if (!SplitsWords) return rest.Length;
        int start = rest is [Space, not Space, ..] ? 1 : rest.IndexOfAnyExcept(Space);
        if (start < 0) return rest.Length;
        int length = rest[start..].IndexOf(Space);
        return length < 0 ? rest.Length : start + length;
    }

    private static bool SpansWords(string piece)
    {
        int letter = piece.AsSpan().IndexOfAnyExcept(WordCounts.Space);
        return letter >= 0 && piece.IndexOf(WordCounts.Space, letter) >= 0;
    }
}
