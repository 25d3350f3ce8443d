using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// Counts the n-grams of one hypothesis up to an order, then how many of them each reference has. An n-gram is a node, found by the node of its first
/// n − 1 symbols and its last one; no text is copied. Where an n-gram stands once in the hypothesis, all that begin with it do so too: they have no
/// nodes, and a reference is compared with the hypothesis itself from there on. Reusable; not thread-safe.
/// </summary>
internal sealed class NgramTrie(int order)
{
    private const int Root = 0;
    private const int None = -1;
    private const int FewestSlots = 16;
    private const int LongestSingle = 64;                // orders that a word of marks has room for
    private const int HashBits = 64;
    private const ulong HashMultiplier = 0x9E3779B97F4A7C15; // 2^64 / golden ratio: Fibonacci hashing (Knuth, TAOCP 3, 6.4)

    private readonly bool _followsSingles = order <= LongestSingle;
    private readonly long[] _matches = new long[order];
    private readonly long[] _bestMatches = new long[order];

    // One table per order behind the other, each with open addressing and linear probing. A node is its slot plus 1; its key
    // (parent + 1) << 32 | symbol is never 0, which marks a free slot.
    private readonly List<Table> _tables = [];
    private long[] _keys = [];
    private Counts[] _counts = [];
    private int _slots;
    private int _references;

    // The n-grams of the order at hand that are followed on: node and start.
    private int[] _nodes = [];
    private int[] _starts = [];

    private readonly Scratch<int> _hypothesis = new();
    private SingleMarks[] _singles = [];

    private readonly record struct Table(int Offset, int Mask, int Shift);

    private struct Counts
    {
        public int Hypothesis;
        public int First;                                // where the hypothesis has it first
        public int Reference;                            // in the reference counted last
        public int BestReference;                        // the most in any one reference, at most Hypothesis
    }

    // Bit n − 1: the n-gram that the hypothesis has only here is in the reference counted last, or in any.
    private struct SingleMarks
    {
        public ulong Reference;
        public ulong AnyReference;
    }

    /// <summary>Forgets everything and counts the hypothesis's n-grams.</summary>
    public void CountHypothesis(ReadOnlySpan<int> symbols)
    {
        Reset(symbols);
        int paths = symbols.Length;
        for (int n = 1; n <= order && paths > 0; n++)
        {
            Table table = AddTable(paths);
            for (int k = 0; k < paths; k++)
            {
                _nodes[k] = FindOrAdd(table, _nodes[k], symbols[_starts[k] + n - 1], _starts[k]);
                _counts[_nodes[k] - 1].Hypothesis++;
            }
            paths = FollowedOn(paths, symbols.Length - n);
        }
    }

    /// <summary>Counts those n-grams of a reference that the hypothesis has: where a path ends, no longer n-gram can match either.</summary>
    public void CountReference(ReadOnlySpan<int> symbols)
    {
        ForgetReference();
        int paths = StartPaths(symbols.Length);
        for (int n = 1; n <= _tables.Count && paths > 0; n++)
        {
            Table table = _tables[n - 1];
            int longer = 0;
            for (int k = 0; k < paths; k++)
            {
                int start = _starts[k];
                int node = start + n <= symbols.Length ? Find(table, _nodes[k], symbols[start + n - 1]) : None;
                if (node == None)
                    continue;

                ref Counts counts = ref _counts[node - 1];
                Match(ref counts, n);
                if (counts.Hypothesis == 1 && _followsSingles)
                {
                    MatchSingle(symbols[start..], counts.First, n);
                    continue;
                }
                _starts[longer] = start;
                _nodes[longer++] = node;
            }
            paths = longer;
        }
    }

    /// <summary>Adds to <paramref name="matches"/>, per order from 1, the n-grams shared with the reference counted last.</summary>
    public void AddMatches(Span<long> matches)
    {
        for (int n = 0; n < order; n++)
            matches[n] += _matches[n];
    }

    /// <summary>Adds to <paramref name="matches"/>, per order from 1, the n-grams shared with whichever reference has most of each.</summary>
    public void AddBestMatches(Span<long> matches)
    {
        for (int n = 0; n < order; n++)
            matches[n] += _bestMatches[n];
    }

    private void Match(ref Counts counts, int n)
    {
        int count = ++counts.Reference;
        if (count > counts.Hypothesis)
            return;
        _matches[n - 1]++;
        if (count > counts.BestReference)
        {
            counts.BestReference = count;
            _bestMatches[n - 1]++;
        }
    }

    // The n-grams longer than the given one that begin the reference's rest and stand in the hypothesis at one place, as it does.
    private void MatchSingle(ReadOnlySpan<int> reference, int place, int n)
    {
        ReadOnlySpan<int> hypothesis = _hypothesis.Span[place..];
        ref SingleMarks marks = ref _singles[place];
        int end = Math.Min(order, Math.Min(reference.Length, hypothesis.Length));
        for (; n < end && reference[n] == hypothesis[n]; n++)
        {
            ulong bit = 1UL << n;
            if ((marks.Reference & bit) == 0)
                _matches[n]++;
            if ((marks.AnyReference & bit) == 0)
                _bestMatches[n]++;
            marks.Reference |= bit;
            marks.AnyReference |= bit;
        }
    }

    private void Reset(ReadOnlySpan<int> symbols)
    {
        _hypothesis.Clear();
        _hypothesis.Add(symbols);
        if (_singles.Length < symbols.Length)
            _singles = new SingleMarks[2 * symbols.Length];
        Array.Clear(_singles, 0, symbols.Length);
        Array.Clear(_matches);
        Array.Clear(_bestMatches);
        _tables.Clear();
        _slots = 0;
        _references = 0;
        StartPaths(symbols.Length);
    }

    // What a first reference finds is 0 as the hypothesis left it.
    private void ForgetReference()
    {
        Array.Clear(_matches);
        if (_references++ == 0)
            return;
        for (int slot = 0; slot < _slots; slot++)
            _counts[slot].Reference = 0;
        for (int place = 0; place < _hypothesis.Count; place++)
            _singles[place].Reference = 0;
    }

    private int StartPaths(int length)
    {
        if (_nodes.Length < length)
        {
            _nodes = new int[2 * length];
            _starts = new int[2 * length];
        }
        for (int i = 0; i < length; i++)
            (_nodes[i], _starts[i]) = (Root, i);
        return length;
    }

    // Keeps the paths that have a next symbol and are not alone.
    private int FollowedOn(int paths, int starts)
    {
        int kept = 0;
        for (int k = 0; k < paths; k++)
        {
            if (_starts[k] >= starts || (_followsSingles && _counts[_nodes[k] - 1].Hypothesis == 1))
                continue;
            _starts[kept] = _starts[k];
            _nodes[kept++] = _nodes[k];
        }
        return kept;
    }

    // At most two thirds full.
    private Table AddTable(int nodes)
    {
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FewestSlots, nodes + nodes / 2));
        if (_keys.Length < _slots + slots)
        {
            Array.Resize(ref _keys, Math.Max(2 * _keys.Length, _slots + slots));
            Array.Resize(ref _counts, _keys.Length);
        }
        Array.Clear(_keys, _slots, slots);
        Table table = new(_slots, slots - 1, HashBits - BitOperations.Log2((uint)slots));
        _tables.Add(table);
        _slots += slots;
        return table;
    }

    private int Find(Table table, int parent, int symbol)
    {
        long[] keys = _keys;
        long key = KeyOf(parent, symbol);
        int slot = SlotOf(table, key);
        while (keys[table.Offset + slot] != key)
        {
            if (keys[table.Offset + slot] == 0)
                return None;
            slot = (slot + 1) & table.Mask;
        }
        return table.Offset + slot + 1;
    }

    private int FindOrAdd(Table table, int parent, int symbol, int start)
    {
        long[] keys = _keys;
        long key = KeyOf(parent, symbol);
        int slot = SlotOf(table, key);
        while (keys[table.Offset + slot] != key)
        {
            if (keys[table.Offset + slot] == 0)
            {
                keys[table.Offset + slot] = key;
                _counts[table.Offset + slot] = new Counts { First = start };
                break;
            }
            slot = (slot + 1) & table.Mask;
        }
        return table.Offset + slot + 1;
    }

    private static long KeyOf(int parent, int symbol) => ((long)(parent + 1) << 32) | (uint)symbol;

    private static int SlotOf(Table table, long key) => (int)(((ulong)key * HashMultiplier) >> table.Shift);
}
