using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Which corpus each sequence comes from. The quota method of Balinski and Young 1975, American Mathematical Monthly 82: a corpus may take a sequence when
/// it has fewer than its share so far, and of those the one whose next is due first takes it. So after any number of sequences every corpus is
/// less than one sequence away from its rate. Thread-safe.
/// </summary>
internal sealed class MixtureSchedule(ImmutableArray<double> rates)
{
    private const int SnapshotEvery = 1 << 14;

    private readonly Lock _lock = new();
    private readonly List<long[]> _snapshots = [new long[rates.Length]]; // counts after every SnapshotEvery sequences
    private long[] _counts = new long[rates.Length];
    private long _sequences;

    /// <summary>Sequences of each corpus among the first <paramref name="sequences"/>.</summary>
    public long[] CountsAfter(long sequences)
    {
        if (rates.Length == 1) return [sequences];
        lock (_lock)
        {
            if (sequences < _sequences) Rewind(sequences);
            while (_sequences < sequences)
            {
                Next(_counts, _sequences++);
                if (_sequences == (long)_snapshots.Count * SnapshotEvery) _snapshots.Add([.. _counts]);
            }

            return [.. _counts];
        }
    }

    /// <summary>The corpus of sequence number <paramref name="sequence"/>, which is counted in.</summary>
    public int Next(long[] counts, long sequence)
    {
        int best = -1;
        double earliest = double.PositiveInfinity;
        for (int corpus = 0; corpus < rates.Length; corpus++)
        {
            if (counts[corpus] >= rates[corpus] * (sequence + 1)) continue;
            double due = (counts[corpus] + 1) / rates[corpus];
            if (due < earliest) (best, earliest) = (corpus, due);
        }

        counts[best]++; // the rates sum to 1, so some corpus is always below its share
        return best;
    }

    private void Rewind(long sequences)
    {
        int snapshot = (int)Math.Min(sequences / SnapshotEvery, _snapshots.Count - 1);
        _counts = [.. _snapshots[snapshot]];
        _sequences = (long)snapshot * SnapshotEvery;
    }
}
