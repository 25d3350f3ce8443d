namespace Headwater.Metrics;

/// <summary>
/// Counts the n-grams of one hypothesis up to an order, then how many of them each reference has. An n-gram is a node: the path of its
/// symbols from the root, so the n-grams starting at one position cost one step each and no text is copied. Reusable; not thread-safe.
/// </summary>
internal sealed class NgramTrie(int order)
{
    private const int Root = 1;                          // 0 marks an empty slot, so that no edge key is 0
    private const ulong HashMultiplier = 0x9E3779B97F4A7C15; // 2^64 / golden ratio: Fibonacci hashing (Knuth, TAOCP 3, 6.4)

    // Edges: (parent << 32 | symbol) → child, open addressing with linear probing. Nodes: numbered in order of creation.
    private long[] _keys = new long[1024];
    private int[] _children = new int[1024];
    private Node[] _nodes = new Node[512];
    private int _nodeCount = Root + 1;

    private struct Node
    {
        public int Depth;                                // n of the n-gram
        public int Slot;                                 // of the edge that leads here
        public int Hypothesis;
        public int Reference;                            // in the reference counted last
        public int BestReference;                        // the most in any one reference
    }

    public int Order => order;

    /// <summary>Forgets everything and counts the hypothesis's n-grams.</summary>
    public void CountHypothesis(ReadOnlySpan<int> symbols)
    {
        Clear();
        for (int start = 0; start < symbols.Length; start++)
        {
            int node = Root;
            int end = Math.Min(start + order, symbols.Length);
            for (int i = start; i < end; i++)
            {
                node = FindOrAdd(node, symbols[i]);
                _nodes[node].Hypothesis++;
            }
        }
    }

    /// <summary>Counts those n-grams of a reference that the hypothesis has: where a path ends, no longer n-gram can match either.</summary>
    public void CountReference(ReadOnlySpan<int> symbols)
    {
        for (int node = Root + 1; node < _nodeCount; node++)
            _nodes[node].Reference = 0;

        for (int start = 0; start < symbols.Length; start++)
        {
            int node = Root;
            int end = Math.Min(start + order, symbols.Length);
            for (int i = start; i < end && (node = Find(node, symbols[i])) != 0; i++)
                _nodes[node].Reference++;
        }

        for (int node = Root + 1; node < _nodeCount; node++)
            _nodes[node].BestReference = Math.Max(_nodes[node].BestReference, _nodes[node].Reference);
    }

    /// <summary>Adds to <paramref name="matches"/>, per order from 1, the n-grams shared with the reference counted last.</summary>
    public void AddMatches(Span<long> matches)
    {
        for (int node = Root + 1; node < _nodeCount; node++)
            matches[_nodes[node].Depth - 1] += Math.Min(_nodes[node].Hypothesis, _nodes[node].Reference);
    }

    /// <summary>Adds to <paramref name="matches"/>, per order from 1, the n-grams shared with whichever reference has most of each.</summary>
    public void AddBestMatches(Span<long> matches)
    {
        for (int node = Root + 1; node < _nodeCount; node++)
            matches[_nodes[node].Depth - 1] += Math.Min(_nodes[node].Hypothesis, _nodes[node].BestReference);
    }

    private void Clear()
    {
        for (int node = Root + 1; node < _nodeCount; node++)
            _keys[_nodes[node].Slot] = 0;
        _nodeCount = Root + 1;
    }

    private int Find(int parent, int symbol)
    {
        long key = KeyOf(parent, symbol);
        int slot = SlotOf(key);
        while (_keys[slot] != key)
        {
            if (_keys[slot] == 0)
                return 0;
            slot = (slot + 1) & (_keys.Length - 1);
        }
        return _children[slot];
    }

    private int FindOrAdd(int parent, int symbol)
    {
        long key = KeyOf(parent, symbol);
        int slot = SlotOf(key);
        while (_keys[slot] != 0)
        {
            if (_keys[slot] == key)
                return _children[slot];
            slot = (slot + 1) & (_keys.Length - 1);
        }
        return Add(parent, key, slot);
    }

    private int Add(int parent, long key, int slot)
    {
        if (_nodeCount == _nodes.Length)
        {
            Grow();
            slot = FreeSlot(key);
        }
        int node = _nodeCount++;
        _nodes[node] = new Node { Depth = _nodes[parent].Depth + 1, Slot = slot };
        _keys[slot] = key;
        _children[slot] = node;
        return node;
    }

    // Twice as many slots as nodes keeps probe runs short.
    private void Grow()
    {
        long[] oldKeys = _keys;
        Array.Resize(ref _nodes, _nodes.Length * 2);
        _keys = new long[_nodes.Length * 2];
        _children = new int[_keys.Length];
        for (int node = Root + 1; node < _nodeCount; node++)
        {
            long key = oldKeys[_nodes[node].Slot];
            int slot = FreeSlot(key);
            _keys[slot] = key;
            _children[slot] = node;
            _nodes[node].Slot = slot;
        }
    }

    private int FreeSlot(long key)
    {
        int slot = SlotOf(key);
        while (_keys[slot] != 0)
            slot = (slot + 1) & (_keys.Length - 1);
        return slot;
    }

    private static long KeyOf(int parent, int symbol) => ((long)parent << 32) | (uint)symbol;

    private int SlotOf(long key) => (int)(((ulong)key * HashMultiplier) >> 32) & (_keys.Length - 1);
}
