namespace Headwater.Data;

/// <summary>
/// One step of expectation maximisation (Kudo 2018, section 3.2): how often each piece is expected over all cuts of all words, by the forward-backward algorithm, and new scores
/// from that, log probabilities under a Dirichlet prior through the digamma function, as SentencePiece. Expectations are added up as whole numbers of 2^-20, so that
/// the order, and with it the number of threads, changes nothing.
/// </summary>
internal sealed class UnigramEstimator(TrainingWords words, int threads)
{
    private const double Unit = 1 << 20;
    private const double Rare = 0.5; // expected occurrences below which a piece is dropped, as SentencePiece
    private const double ByteScale = 2.4; // about the nats of a byte of text: sums over a long word neither vanish nor overflow

    private readonly int _longest = words.Longest;

    /// <summary>The pieces that are not rare, with new scores; at least <paramref name="least"/> pieces stay.</summary>
    public UnigramPieces Reestimate(UnigramPieces pieces, int least)
    {
        double[] expected = Expect(pieces);
        int[] kept = [.. Enumerable.Range(0, pieces.Count).Where(id => id < pieces.Characters || expected[id] >= Rare)];
        if (kept.Length < least) kept = [.. Enumerable.Range(0, pieces.Count)];
        double total = Digamma(kept.Sum(id => Math.Max(expected[id], Rare)));
        return pieces.Pick(kept, id => Digamma(Math.Max(expected[id], Rare)) - total);
    }

    private double[] Expect(UnigramPieces pieces)
    {
        double[] weights = new double[pieces.Count];
        for (int id = 0; id < weights.Length; id++) weights[id] = Math.Exp(pieces.Scores[id] + ByteScale * PieceTrie.Bytes(pieces.Texts[id]).Length);
        long[][] parts = new long[threads][];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => parts[part] = Expect(pieces.Trie, weights, part));
        double[] expected = new double[weights.Length];
        for (int id = 0; id < expected.Length; id++) expected[id] = parts.Sum(part => part[id]) / Unit;
        return expected;
    }

    private long[] Expect(PieceTrie trie, double[] weights, int part)
    {
        long[] expected = new long[weights.Length];
        double[] forward = new double[_longest + 1], backward = new double[_longest + 1];
        List<(int Start, int End, int Id)> edges = [];
        int end = (int)((long)words.Count * (part + 1) / threads);
        for (int word = (int)((long)words.Count * part / threads); word < end; word++)
        {
            int length = words.Bytes(word).Length;
            FindEdges(trie, words.Bytes(word), edges);
            Array.Clear(forward, 0, length + 1);
            Array.Clear(backward, 0, length + 1);
            forward[0] = backward[length] = 1;
            foreach ((int from, int to, int id) in edges) forward[to] += forward[from] * weights[id];
            for (int i = edges.Count - 1; i >= 0; i--) backward[edges[i].Start] += weights[edges[i].Id] * backward[edges[i].End];
            double scale = words.Counts[word] * Unit / forward[length];
            foreach ((int from, int to, int id) in edges) expected[id] += (long)Math.Round(forward[from] * weights[id] * backward[to] * scale);
        }

        return expected;
    }

    // By their start, so that forward sums are whole before they are used; from the back, backward sums are.
    private static void FindEdges(PieceTrie trie, ReadOnlySpan<byte> word, List<(int Start, int End, int Id)> edges)
    {
        edges.Clear();
        for (int start = 0; start < word.Length; start += Utf8Characters.Length(word[start]))
        {
            int node = PieceTrie.Root;
            for (int at = start; at < word.Length && (node = trie.Next(node, word[at])) != PieceTrie.None; at++)
            {
                if (trie.Id(node) is >= 0 and int id) edges.Add((start, at + 1, id));
            }
        }
    }

    // Recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 1964, 6.3.18); error below 1e-13.
    internal static double Digamma(double x)
    {
        double sum = 0;
        for (; x < 10; x++) sum -= 1 / x;
        double inverse = 1 / (x * x);
        return sum + Math.Log(x) - 0.5 / x - inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240 - inverse / 132))));
    }
}
