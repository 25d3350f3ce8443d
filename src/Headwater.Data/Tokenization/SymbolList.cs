using System.Buffers;

namespace Headwater.Data;

/// <summary>
/// The symbols of one word while they merge: a linked list over its characters, and a heap of the neighbouring pairs that may merge. A pair that changed since it came
/// into the heap is skipped. All of it is rented, so that a word costs no garbage.
/// </summary>
internal ref struct SymbolList
{
    private readonly Symbol[] _symbols;
    private readonly Pair[] _heap;
    private int _pairs;

    private SymbolList(int characters)
    {
        _symbols = ArrayPool<Symbol>.Shared.Rent(characters);
        _heap = ArrayPool<Pair>.Shared.Rent(3 * characters); // every merge takes one pair and offers two
    }

    /// <summary>Merges what the rules merge, the highest priority first and the leftmost of equals.</summary>
    public static SymbolList Merge<TRules>(ReadOnlySpan<byte> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        SymbolList list = new(word.Length);
        int count = list.AddCharacters(word);
        for (int left = 0; left + 1 < count; left++) list.Offer(left, word, rules);
        while (list.TryTake(out Pair pair))
        {
            int right = list._symbols[pair.Left].Next;
            if (right < 0 || list._symbols[pair.Left].End != pair.Middle || list._symbols[right].End != pair.End) continue;
            list.Join(pair.Left, right);
            if (list._symbols[pair.Left].Previous >= 0) list.Offer(list._symbols[pair.Left].Previous, word, rules);
            list.Offer(pair.Left, word, rules);
        }

        return list;
    }

    /// <summary>The place of the symbol after one; −1 at the end. The first is at 0.</summary>
    public readonly int Next(int at) => _symbols[at].Next;

    public readonly ReadOnlySpan<byte> Text(int at, ReadOnlySpan<byte> word) => word[_symbols[at].Start.._symbols[at].End];

    public readonly void Dispose()
    {
        ArrayPool<Symbol>.Shared.Return(_symbols);
        ArrayPool<Pair>.Shared.Return(_heap);
    }

    private readonly int AddCharacters(ReadOnlySpan<byte> word)
    {
        int count = 0;
        for (int start = 0; start < word.Length;)
        {
            int end = Math.Min(start + Utf8Characters.Length(word[start]), word.Length);
            _symbols[count] = new Symbol(start, end, count - 1, count + 1);
            start = end;
            count++;
        }

        _symbols[count - 1].Next = -1;
        return count;
    }

    private void Offer<TRules>(int left, ReadOnlySpan<byte> word, TRules rules)
        where TRules : struct, IMergeRules
    {
        Symbol symbol = _symbols[left];
        if (symbol.Next < 0) return;
        int end = _symbols[symbol.Next].End;
        if (rules.TryMerge(word[symbol.Start..symbol.End], word[symbol.Start..end], out float priority)) Put(new Pair(priority, left, symbol.End, end));
    }

    private readonly void Join(int left, int right)
    {
        _symbols[left].End = _symbols[right].End;
        _symbols[left].Next = _symbols[right].Next;
        if (_symbols[right].Next >= 0) _symbols[_symbols[right].Next].Previous = left;
        _symbols[right].Next = -1; // a dead symbol has no pair
    }

    private void Put(Pair pair)
    {
        int at = _pairs++;
        for (int parent = (at - 1) / 2; at > 0 && pair.Before(_heap[parent]); parent = (at - 1) / 2)
        {
            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = pair;
    }

    private bool TryTake(out Pair first)
    {
        first = _pairs == 0 ? default : _heap[0];
        if (_pairs == 0) return false;
        Pair last = _heap[--_pairs];
        int at = 0;
        for (int child = 1; child < _pairs; child = 2 * at + 1)
        {
            if (child + 1 < _pairs && _heap[child + 1].Before(_heap[child])) child++;
            if (!_heap[child].Before(last)) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return true;
    }

    private readonly record struct Pair(float Priority, int Left, int Middle, int End)
    {
        public bool Before(Pair other) => Priority > other.Priority || Priority == other.Priority && Left < other.Left;
    }

    private record struct Symbol(int Start, int End, int Previous, int Next);
}
