namespace Headwater.Data;

/// <summary>
/// What a SentencePiece model does to a text before it cuts it (github google/sentencepiece, src/normalizer.cc): rewriting by the table, white space, and the space in front.
/// Here a space is one byte, 0x20, also where the text itself has U+2581; a model that keeps text as it is and has byte pieces marks those instead,
/// by a byte that no UTF-8 has. User-defined pieces are not rewritten.
/// </summary>
internal sealed class TextPreparation(SentencePieceLayout layout)
{
    /// <summary>A literal U+2581 that must not become a space.</summary>
    public const byte LiteralMark = 0xFF;

    private const byte Space = (byte)' ';

    private readonly NormalizationTable? _table = layout.Normalization;
    private readonly PieceTrie? _userDefined = UserDefined(layout);
    private readonly byte _mark = layout is { ByteFallback: true, Normalization: null } ? LiteralMark : Space;

    public void Apply(ReadOnlySpan<byte> text, ref ByteWriter target)
    {
        if (layout.SpacesAreMarked)
        {
            MarkedSpaces.Write(text, ref target);
            return;
        }

        if (layout.RemoveExtraWhitespaces) text = text[LeadingSpaces(text)..];
        if (text.IsEmpty) return;
        if (layout is { AddDummyPrefix: true, WhitespaceAsSuffix: false }) target.Add(Space);
        if (_table is null && _userDefined is null && !layout.RemoveExtraWhitespaces) Copy(text, ref target);
        else Rewrite(text, ref target);
        if (layout.RemoveExtraWhitespaces) target.CutTo(target.Written.LastIndexOfAnyExcept(Space) + 1);
        if (layout is { AddDummyPrefix: true, WhitespaceAsSuffix: true }) target.Add(Space);
    }

    private int LeadingSpaces(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && Next(text[at..], out int length) is [Space]) at += length;
        return at;
    }

    private void Copy(ReadOnlySpan<byte> text, ref ByteWriter target)
    {
        for (int at = text.IndexOf(Utf8Characters.SpaceMark); at >= 0; at = text.IndexOf(Utf8Characters.SpaceMark))
        {
            target.Add(text[..at]);
            target.Add(_mark);
            text = text[(at + Utf8Characters.SpaceMark.Length)..];
        }

        target.Add(text);
    }

    private void Rewrite(ReadOnlySpan<byte> text, ref ByteWriter target)
    {
        bool afterSpace = layout.RemoveExtraWhitespaces;
        for (int at = 0; at < text.Length;)
        {
            byte first = text[at];
            if (first > Space && StaysAlone(text, at))
            {
                target.Add(first);
                afterSpace = false;
                at++;
                continue;
            }

            ReadOnlySpan<byte> rewritten = Next(text[at..], out int length);
            at += length;
            while (afterSpace && rewritten is [Space, ..]) rewritten = rewritten[1..];
            if (rewritten.IsEmpty) continue;
            Copy(rewritten, ref target);
            afterSpace = layout.RemoveExtraWhitespaces && rewritten[^1] == Space;
        }
    }

    private bool StaysAlone(ReadOnlySpan<byte> text, int at) =>
        text[at] < 0x80 && _userDefined is null && (_table is null || _table.Keeps(text[at]) && (at + 1 == text.Length || text[at + 1] < 0x80));

    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, out int length)
    {
        length = _userDefined?.Longest(text).Length ?? 0;
        if (length > 0) return text[..length];
        return _table is null ? Utf8Characters.First(text, out length) : _table.Rewrite(text, out length);
    }

    private static PieceTrie? UserDefined(SentencePieceLayout layout)
    {
        KeyValuePair<string, int>[] pieces = [.. layout.Pieces.Select((piece, id) => (piece, id)).Where(entry => entry.piece.Type == PieceType.UserDefined)
            .Select(entry => KeyValuePair.Create(entry.piece.Text, entry.id))];
        return pieces.Length == 0 ? null : PieceTrie.Of(pieces);
    }
}
