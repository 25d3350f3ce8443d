namespace Headwater.Data;

/// <summary>
/// Lays the nodes of a trie into one array. Every node's children go where all their places are free, searched from the first free place on; a search that has
/// failed often gives the dense front of the array up, so that building stays near linear.
/// </summary>
internal sealed class TrieBuilder((byte[] Key, int Id)[] sorted)
{
    private const int Alphabet = 256;
    private const int MaxTries = 64;

    private readonly List<PieceTrie.Node> _nodes = [];
    private int _firstFree = 1;

    public PieceTrie.Node[] Build()
    {
        Reserve(Alphabet);
        // The root has no parent; were it its own, it would be found as its child for one of the bytes.
        Set(PieceTrie.Root, new PieceTrie.Node { Check = int.MaxValue, Id = PieceTrie.None });
        if (sorted.Length > 0) Place(PieceTrie.Root, 0, sorted.Length, depth: 0);
        return [.. _nodes];
    }

    private void Place(int node, int from, int to, int depth)
    {
        PieceTrie.Node placed = _nodes[node];
        if (sorted[from].Key.Length == depth)
        {
            placed.Id = sorted[from].Id;
            while (from < to && sorted[from].Key.Length == depth) from++;
        }

        List<(byte Label, int From)> children = [];
        for (int i = from; i < to; i++)
        {
            if (children.Count == 0 || children[^1].Label != sorted[i].Key[depth]) children.Add((sorted[i].Key[depth], i));
        }

        if (children.Count > 0) placed.Base = FindBase(children);
        _nodes[node] = placed;
        foreach ((byte label, _) in children) Set(placed.Base ^ label, new PieceTrie.Node { Check = node, Id = PieceTrie.None });
        for (int i = 0; i < children.Count; i++)
            Place(placed.Base ^ children[i].Label, children[i].From, i + 1 < children.Count ? children[i + 1].From : to, depth + 1);
    }

    private int FindBase(List<(byte Label, int From)> children)
    {
        int tries = 0;
        for (int place = _firstFree; ; place++)
        {
            Reserve(place + Alphabet);
            if (_nodes[place].Check >= 0) continue;
            int offset = place ^ children[0].Label;
            Reserve((offset | (Alphabet - 1)) + 1);
            if (children.TrueForAll(child => _nodes[offset ^ child.Label].Check < 0)) return offset;
            if (++tries == MaxTries) _firstFree = place;
        }
    }

    private void Set(int place, PieceTrie.Node node)
    {
        _nodes[place] = node;
        while (_firstFree < _nodes.Count && _nodes[_firstFree].Check >= 0) _firstFree++;
    }

    private void Reserve(int count)
    {
        while (_nodes.Count < count) _nodes.Add(new PieceTrie.Node { Check = PieceTrie.None, Id = PieceTrie.None });
    }
}
