namespace Headwater.Data;

/// <summary>
/// Drops the pieces whose absence would cost least (Kudo 2018, section 3.2), as SentencePiece measures it: a piece that is not on the best cut of any word, or whose own text is
/// better cut into others, goes; for the rest the loss is the fall of the log likelihood when its occurrences are written by the best cut of its text without it.
/// </summary>
internal sealed class UnigramPruning
{
    private readonly UnigramPieces _pieces;
    private readonly TrainingWords _words;
    private readonly int _threads;
    private readonly double[] _occurrences;
    private readonly double _sum;

    public UnigramPruning(TrainingWords words, UnigramPieces pieces, int threads)
    {
        (_words, _pieces, _threads) = (words, pieces, threads);
        _occurrences = CountBestCuts();
        _sum = _occurrences.Sum();
    }

    /// <summary>All characters and the pieces that are worth most, at most <paramref name="most"/> where there is a choice.</summary>
    public UnigramPieces Keep(int most)
    {
        double[] losses = new double[_pieces.Count];
        Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, part =>
        {
            BestCut cut = new(_pieces);
            for (int id = part; id < losses.Length; id += _threads) losses[id] = Loss(id, cut);
        });
        int[] order = [.. Enumerable.Range(0, _pieces.Count).Where(id => !double.IsNegativeInfinity(losses[id]))
            .OrderByDescending(id => losses[id]).ThenBy(id => _pieces.Texts[id], StringComparer.Ordinal).Take(Math.Max(most, _pieces.Characters)).Order()];
        return _pieces.Pick(order, id => _pieces.Scores[id]);
    }

    private double Loss(int id, BestCut cut)
    {
        if (id < _pieces.Characters) return double.PositiveInfinity;
        double occurrences = _occurrences[id];
        if (occurrences == 0) return double.NegativeInfinity;
        List<int> others = cut.Of(PieceTrie.Bytes(_pieces.Texts[id]), without: id);
        if (others.Sum(other => _pieces.Scores[other]) > _pieces.Scores[id]) return double.NegativeInfinity;
        double logWith = Math.Log(occurrences) - Math.Log(_sum);
        double logTotal = Math.Log(_sum + occurrences * (others.Count - 1));
        double logWithout = others.Sum(other => Math.Log(_occurrences[other] + occurrences) - logTotal);
        return occurrences / _words.Total * (logWith - logWithout);
    }

    // Whole numbers, so their sum does not depend on the threads.
    private double[] CountBestCuts()
    {
        long[][] parts = new long[_threads][];
        Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, part =>
        {
            BestCut cut = new(_pieces);
            long[] counts = parts[part] = new long[_pieces.Count];
            int end = (int)((long)_words.Count * (part + 1) / _threads);
            for (int word = (int)((long)_words.Count * part / _threads); word < end; word++)
            {
                foreach (int id in cut.Of(_words.Bytes(word), without: PieceTrie.None)) counts[id] += _words.Counts[word];
            }
        });
        return [.. Enumerable.Range(0, _pieces.Count).Select(id => (double)parts.Sum(part => part[id]))];
    }
}
