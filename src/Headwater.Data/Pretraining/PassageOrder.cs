using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Corpora cut into passages of equal length, which come in an order shuffled again for every epoch. They alternate every <paramref name="turn"/> sequences.
/// A rest of a corpus shorter than one passage is not read.
/// </summary>
internal sealed class PassageOrder(ImmutableArray<MixedCorpus> corpora, int rawLength, int turn, bool repeat) : ITokenOrder
{
    private readonly MixtureSchedule _schedule = new([.. corpora.Select(corpus => corpus.Rate)]);

    public SpentCorpus? Read(long first, Span<int> tokens, Span<ulong> seeds, Span<bool> begins)
    {
        long[] turns = _schedule.CountsAfter(first / turn);
        int corpus = -1;
        for (int row = 0; row < seeds.Length; row++)
        {
            long sequence = first + row;
            if (corpus < 0 || sequence % turn == 0) corpus = _schedule.Next(turns, sequence / turn);
            MixedCorpus source = corpora[corpus];
            long ordinal = source.Start.Pieces + ((turns[corpus] - 1) * turn) + (sequence % turn);
            if (!repeat && ordinal >= Passages(source)) return Spent(source);
            Permutation order = new(Passages(source), SplitMix.Mix(source.Key, (ulong)(ordinal / Passages(source))));
            long start = order[ordinal % Passages(source)] * rawLength;
            source.Shard.Read(start, tokens.Slice(row * rawLength, rawLength));
            if (!begins.IsEmpty) source.Shard.MarkDocuments(start, begins.Slice(row * rawLength, rawLength));
            seeds[row] = SplitMix.Mix(~source.Key, (ulong)ordinal);
        }

        return null;
    }

    public SpentCorpus? Used(long sequences, ImmutableSortedDictionary<string, CorpusUse>.Builder used)
    {
        long[] taken = TakenInAll(sequences);
        for (int corpus = 0; corpus < taken.Length; corpus++)
        {
            MixedCorpus source = corpora[corpus];
            if (!repeat && taken[corpus] > Passages(source)) return Spent(source);
            used[source.Name] = new CorpusUse(taken[corpus] * rawLength, taken[corpus] / (double)Passages(source), Math.Min(taken[corpus], Passages(source)) * rawLength);
        }

        return null;
    }

    public long Capacity()
    {
        // No corpus is a whole turn ahead of its rate, so none can run out before this.
        long turns = (long)Math.Max(corpora.Min(source => ((Left(source) / turn) - 1) / source.Rate) - 1, 0);
        long[] counts = _schedule.CountsAfter(turns);
        while (true)
        {
            int corpus = _schedule.Next(counts, turns);
            long left = Left(corpora[corpus]) - ((counts[corpus] - 1) * turn);
            if (left < turn) return (turns * turn) + Math.Max(left, 0);
            turns++;
        }
    }

    public IEnumerable<KeyValuePair<string, CorpusPosition>> PositionsAfter(long sequences) =>
        corpora.Zip(TakenInAll(sequences), (source, taken) => KeyValuePair.Create(source.Name, new CorpusPosition(taken, taken * rawLength)));

    // What earlier stages have taken is counted in.
    private long[] TakenInAll(long sequences) => [.. Taken(sequences).Zip(corpora, (taken, source) => taken + source.Start.Pieces)];

    // Sequences of each corpus among the first: whole turns, and the part of the one that has begun.
    private long[] Taken(long sequences)
    {
        long[] turns = _schedule.CountsAfter(sequences / turn);
        long begun = sequences % turn;
        long[] taken = [.. turns.Select(count => count * turn)];
        if (begun > 0) taken[_schedule.Next(turns, sequences / turn)] += begun;
        return taken;
    }

    private long Left(MixedCorpus source) => Passages(source) - source.Start.Pieces;

    private long Passages(MixedCorpus source) => source.Shard.TokenCount / rawLength;

    private SpentCorpus Spent(MixedCorpus source) => new(source.Name, Passages(source) * rawLength);
}
