using System.Text;

namespace Headwater.Data;

/// <summary>
/// A double-array trie (Aoe 1989) over bytes: the child of a node for a byte lies at Base ^ byte, where Check names the parent. Immutable and thread-safe.
/// </summary>
internal sealed class PieceTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly Node[] _nodes;

    private PieceTrie(Node[] nodes) => _nodes = nodes;

    /// <summary>A trie of texts with their ids; of equal texts the first counts. Spaces as U+2581 are kept as one space byte.</summary>
    public static PieceTrie Of(IEnumerable<KeyValuePair<string, int>> pieces) => Of(pieces, Bytes);

    /// <summary>A trie of texts, each as the bytes that <paramref name="bytes"/> makes of it.</summary>
    public static PieceTrie Of(IEnumerable<KeyValuePair<string, int>> pieces, Func<string, byte[]> bytes)
    {
        (byte[] Key, int Id)[] sorted = [.. pieces.Select(piece => (Key: bytes(piece.Key), Id: piece.Value)).Where(piece => piece.Key.Length > 0)];
        Array.Sort(sorted, (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key) is not 0 and int order ? order : a.Id.CompareTo(b.Id));
        return new PieceTrie(new TrieBuilder(sorted).Build());
    }

    /// <summary>The bytes of a piece as the encoders see them: U+2581 is one space.</summary>
    public static byte[] Bytes(string piece) => Encoding.UTF8.GetBytes(piece.Replace(WordCounts.Space, ' '));

    /// <summary>The child of a node for a byte, or <see cref="None"/>.</summary>
    public int Next(int node, byte value)
    {
        Node[] nodes = _nodes;
        int child = nodes[node].Base ^ value;
        return (uint)child < (uint)nodes.Length && nodes[child].Check == node ? child : None;
    }

    /// <summary>The id of the text that ends at a node, or <see cref="None"/>.</summary>
    public int Id(int node) => _nodes[node].Id;

    /// <summary>The id of exactly this text, or <see cref="None"/>.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        int node = Root;
        foreach (byte value in text)
        {
            node = Next(node, value);
            if (node == None) return None;
        }

        return Id(node);
    }

    /// <summary>Length and id of the longest text that begins here; 0 and <see cref="None"/> where there is none.</summary>
    public (int Length, int Id) Longest(ReadOnlySpan<byte> text)
    {
        (int Length, int Id) longest = (0, None);
        int node = Root;
        for (int at = 0; at < text.Length && (node = Next(node, text[at])) != None; at++)
        {
            if (Id(node) != None) longest = (at + 1, Id(node));
        }

        return longest;
    }

    internal struct Node
    {
        public int Base;
        public int Check;
        public int Id;
    }
}
