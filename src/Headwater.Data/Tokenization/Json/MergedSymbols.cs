using System.Buffers;

namespace Headwater.Data;

/// <summary>Merges the ids of a segment in place: a linked list over them, and a heap of the neighbouring pairs that may merge. All of it is rented, so that a segment costs no garbage.</summary>
internal ref struct MergedSymbols
{
    private const int End = -1, Dead = -2;

    private readonly Span<int> _ids;
    private readonly MergeTable _merges;
    private readonly int[] _previous, _next;
    private readonly Candidate[] _heap;
    private int _candidates;

    private MergedSymbols(Span<int> ids, MergeTable merges)
    {
        _ids = ids;
        _merges = merges;
        _previous = ArrayPool<int>.Shared.Rent(ids.Length);
        _next = ArrayPool<int>.Shared.Rent(ids.Length);
        _heap = ArrayPool<Candidate>.Shared.Rent(3 * ids.Length); // every merge takes one pair and offers two
    }

    /// <summary>How many ids are left; they stand at the beginning.</summary>
    public static int Merge(Span<int> ids, MergeTable merges)
    {
        if (ids.Length < 2) return ids.Length;
        MergedSymbols symbols = new(ids, merges);
        int count = symbols.Run();
        ArrayPool<int>.Shared.Return(symbols._previous);
        ArrayPool<int>.Shared.Return(symbols._next);
        ArrayPool<Candidate>.Shared.Return(symbols._heap);
        return count;
    }

    private int Run()
    {
        for (int at = 0; at < _ids.Length; at++) (_previous[at], _next[at]) = (at - 1, at + 1);
        _next[_ids.Length - 1] = End;
        for (int at = 0; at + 1 < _ids.Length; at++) Offer(at);
        while (TryTake(out Candidate best))
        {
            int left = best.Left, right = _next[left];
            if (right < 0) continue; // dead, or the last
            // An older candidate still counts where the pair that is there now makes the same piece, as in the library.
            if (!_merges.TryFind(_ids[left], _ids[right], out _, out int id) || id != best.Id) continue;
            _ids[left] = best.Id;
            _next[left] = _next[right];
            if (_next[right] >= 0) _previous[_next[right]] = left;
            _next[right] = Dead;
            if (_previous[left] >= 0) Offer(_previous[left]);
            if (_next[left] >= 0) Offer(left);
        }

        int count = 0;
        for (int at = 0; at >= 0; at = _next[at]) _ids[count++] = _ids[at];
        return count;
    }

    private void Offer(int left)
    {
        if (_merges.TryFind(_ids[left], _ids[_next[left]], out int rank, out int id)) Put(new Candidate(rank, left, id));
    }

    private void Put(Candidate candidate)
    {
        int at = _candidates++;
        for (int parent = (at - 1) / 2; at > 0 && candidate.Before(_heap[parent]); parent = (at - 1) / 2)
        {
            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = candidate;
    }

    private bool TryTake(out Candidate first)
    {
        first = _candidates == 0 ? default : _heap[0];
        if (_candidates == 0) return false;
        Candidate last = _heap[--_candidates];
        int at = 0;
        for (int child = 1; child < _candidates; child = 2 * at + 1)
        {
            if (child + 1 < _candidates && _heap[child + 1].Before(_heap[child])) child++;
            if (!_heap[child].Before(last)) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return true;
    }

    private readonly record struct Candidate(int Rank, int Left, int Id)
    {
        public bool Before(Candidate other) => Rank < other.Rank || Rank == other.Rank && Left < other.Left;
    }
}
