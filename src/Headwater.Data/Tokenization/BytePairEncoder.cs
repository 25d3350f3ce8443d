using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Cuts text by a byte-pair model: the merge with the highest score first, the leftmost of equals. Where no piece holds a space after another character, words are
/// cut apart from each other, which changes nothing, and frequent words are remembered.
/// Unlike SentencePiece, a model that keeps text as it is writes a literal U+2581 as its bytes, so that it does not come back as a space.
/// </summary>
internal sealed class BytePairEncoder : IPieceEncoder
{
    private const char Space = WordCounts.Space;
    private const char LiteralMarker = '\uD800'; // half a surrogate pair cannot occur in the text once it is repaired
    private const int MaxCachedLength = 48;
    private const int MaxCachedWords = 1 << 18;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly float[] _scores;
    private readonly int[]? _byteIds;
    private readonly SentencePieceLayout _layout;
    private readonly bool _splitWords;
    private readonly bool _marksLiterals;
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _cache =
        new ConcurrentDictionary<string, int[]>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private int _cachedWords;

    public BytePairEncoder(SentencePieceLayout layout)
    {
        Dictionary<string, int> ids = new(layout.Pieces.Length, StringComparer.Ordinal);
        _scores = new float[layout.Pieces.Length];
        _layout = layout;
        _byteIds = layout.ByteFallback ? ByteIds(layout) : null;
        _splitWords = !layout.Pieces.Any(piece => SpansWords(piece.Text));
        _marksLiterals = layout is { ByteFallback: true, Normalization: null };
        for (int id = 0; id < layout.Pieces.Length; id++)
        {
            _scores[id] = layout.Pieces[id].Score;
            if (layout.Pieces[id].Type == PieceType.Normal) ids.TryAdd(layout.Pieces[id].Text, id);
        }

        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What in a byte-pair model this encoder does not know, or null where it cuts exactly as the model's rules say.</summary>
    public static string? Unsupported(SentencePieceLayout layout)
    {
        if (layout.WhitespaceAsSuffix) return "spaces at the end of words";
        if (!layout.EscapeWhitespaces) return "spaces that are not escaped";
        if (layout.Pieces.Any(piece => piece.Type == PieceType.UserDefined)) return "user-defined pieces";
        if (layout.Pieces.Any(piece => piece.Type == PieceType.Unused)) return "unused pieces";
        return layout.ByteFallback && ByteIds(layout).Contains(-1) ? "byte fallback without all 256 bytes" : null;
    }

    public void Encode(string text, List<int> ids)
    {
        if (_layout.Normalization is not null) text = _layout.Normalization.Apply(text);
        if (_layout.RemoveExtraWhitespaces) text = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return;
        char[] rented = ArrayPool<char>.Shared.Rent(text.Length + 1);
        ReadOnlySpan<char> rest = Prepare(text, rented);
        while (!rest.IsEmpty)
        {
            int start = Math.Max(rest.IndexOfAnyExcept(Space), 0);
            int length = _splitWords ? rest[start..].IndexOf(Space) : -1;
            ReadOnlySpan<char> word = length < 0 || start == 0 && length == 0 ? rest : rest[..(start + length)];
            AddWord(word, ids);
            rest = rest[word.Length..];
        }

        ArrayPool<char>.Shared.Return(rented);
    }

    private Span<char> Prepare(string text, char[] buffer)
    {
        int prefix = _layout.AddDummyPrefix ? 1 : 0;
        buffer[0] = Space;
        Span<char> line = buffer.AsSpan(prefix, text.Length);
        text.CopyTo(line);
        if (_marksLiterals) line.Replace(Space, LiteralMarker);
        line.Replace(' ', Space);
        for (int at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) at++;
            else line[at] = '\uFFFD'; // half a pair is not text
        }

        return buffer.AsSpan(0, text.Length + prefix);
    }

    private void AddWord(ReadOnlySpan<char> word, List<int> ids)
    {
        int[]? known = null;
        if (word.Length > MaxCachedLength || !_cache.TryGetValue(word, out known))
        {
            known = Cut(word);
            if (word.Length <= MaxCachedLength && _cachedWords < MaxCachedWords && _cache.TryAdd(word, known)) Interlocked.Increment(ref _cachedWords);
        }

        ids.AddRange(known);
    }

    // Symbols are a linked list over the characters; a queue holds every neighbouring pair that spells a piece. A pair that changed since it was queued is skipped.
    private int[] Cut(ReadOnlySpan<char> word)
    {
        Symbol[] symbols = ArrayPool<Symbol>.Shared.Rent(word.Length);
        int count = 0;
        for (int start = 0; start < word.Length;)
        {
            int length = start + 1 < word.Length && char.IsSurrogatePair(word[start], word[start + 1]) ? 2 : 1;
            symbols[count] = new Symbol(start, start + length, count - 1, count + 1);
            start += length;
            count++;
        }

        symbols[count - 1].Next = -1;
        PriorityQueue<Merge, Order> queue = new();
        for (int left = 0; left + 1 < count; left++) Offer(word, symbols, left, queue);
        while (queue.TryDequeue(out Merge merge, out Order order))
        {
            int right = symbols[order.Left].Next;
            if (right < 0 || symbols[order.Left].End != merge.Middle || symbols[right].End != merge.End) continue;
            Join(symbols, order.Left, right);
            if (symbols[order.Left].Previous >= 0) Offer(word, symbols, symbols[order.Left].Previous, queue);
            Offer(word, symbols, order.Left, queue);
        }

        List<int> ids = [];
        for (int at = 0; at >= 0; at = symbols[at].Next) AddSymbol(word[symbols[at].Start..symbols[at].End], ids);
        ArrayPool<Symbol>.Shared.Return(symbols);
        return [.. ids];
    }

    private void Offer(ReadOnlySpan<char> word, Symbol[] symbols, int left, PriorityQueue<Merge, Order> queue)
    {
        int right = symbols[left].Next;
        if (right < 0 || !_ids.TryGetValue(word[symbols[left].Start..symbols[right].End], out int id)) return;
        queue.Enqueue(new Merge(symbols[left].End, symbols[right].End), new Order(_scores[id], left));
    }

    private static void Join(Symbol[] symbols, int left, int right)
    {
        symbols[left].End = symbols[right].End;
        symbols[left].Next = symbols[right].Next;
        if (symbols[right].Next >= 0) symbols[symbols[right].Next].Previous = left;
        symbols[right].Next = -1; // a dead symbol has no pair
    }

    private void AddSymbol(ReadOnlySpan<char> symbol, List<int> ids)
    {
        if (_ids.TryGetValue(symbol, out int id))
        {
            ids.Add(id);
            return;
        }

        if (_byteIds is null)
        {
            if (ids.Count == 0 || ids[^1] != TextTokenizer.Unknown) ids.Add(TextTokenizer.Unknown); // a run of unknown characters is one piece
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        Rune character = symbol is [LiteralMarker] ? new Rune(Space) : symbol.Length == 2 ? new Rune(symbol[0], symbol[1]) : new Rune(symbol[0]);
        foreach (byte value in bytes[..character.EncodeToUtf8(bytes)]) ids.Add(_byteIds[value]);
    }

    private static bool SpansWords(string piece)
    {
        int at = piece.LastIndexOf(Space);
        return at > 0 && piece[at - 1] != Space;
    }

    private static int[] ByteIds(SentencePieceLayout layout)
    {
        int[] ids = new int[256];
        Array.Fill(ids, -1);
        for (int id = 0; id < layout.Pieces.Length; id++)
        {
            if (BytePiece.TryRead(layout.Pieces[id], out byte value)) ids[value] = id;
        }

        return ids;
    }

    private readonly record struct Merge(int Middle, int End);

    private readonly record struct Order(float Score, int Left) : IComparable<Order>
    {
        public int CompareTo(Order other) => Score != other.Score ? other.Score.CompareTo(Score) : Left.CompareTo(other.Left);
    }

    private record struct Symbol(int Start, int End, int Previous, int Next);
}
