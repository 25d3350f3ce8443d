using System.Numerics;

namespace Headwater.Data;

/// <summary>The merges of a vocabulary by their pair of ids: a hash table with open addressing, which is looked into for every pair of neighbours. Immutable once it is filled.</summary>
internal sealed class MergeTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly Entry[] _entries;
    private readonly int _shift;

    public MergeTable(IReadOnlyCollection<KeyValuePair<(int Left, int Right), (int Rank, int Id)>> merges)
    {
        int places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * merges.Count));
        _shift = 64 - BitOperations.Log2((uint)places);
        _entries = new Entry[places];
        Array.Fill(_entries, new Entry { Rank = -1 });
        foreach (((int left, int right), (int rank, int id)) in merges)
        {
            ulong pair = Pair(left, right);
            int at = (int)(pair * Multiplier >> _shift);
            while (_entries[at].Rank >= 0) at = at + 1 & places - 1;
            _entries[at] = new Entry { Pair = pair, Rank = rank, Id = id };
        }
    }

    /// <summary>The place of a pair in the list and what it becomes; false where it does not merge.</summary>
    public bool TryFind(int left, int right, out int rank, out int id)
    {
        Entry[] entries = _entries;
        ulong pair = Pair(left, right);
        for (int at = (int)(pair * Multiplier >> _shift); ; at = at + 1 & entries.Length - 1)
        {
            ref Entry entry = ref entries[at];
            (rank, id) = (entry.Rank, entry.Id);
            if (rank < 0) return false;
            if (entry.Pair == pair) return true;
        }
    }

    private static ulong Pair(int left, int right) => (ulong)(uint)left << 32 | (uint)right;

    private struct Entry
    {
        public ulong Pair;
        public int Rank;
        public int Id;
    }
}
