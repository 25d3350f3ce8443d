using System.Buffers;
using System.Numerics;

namespace Headwater.Data;

/// <summary>
/// Cuts text by a unigram model: the pieces with the highest sum of scores (Viterbi; Kudo 2018, arXiv:1804.10959). SentencePiece adds in single precision over the whole text,
/// and where two cuts are nearly equal its rounding decides; so the sum so far is carried along, and a remembered word is used only where rounding cannot
/// change its cut. <typeparamref name="TScore"/> is the precision of the sums: float as SentencePiece, double as the `tokenizers` library.
/// </summary>
internal sealed class UnigramEncoder<TScore> : IPieceEncoder
    where TScore : struct, IBinaryFloatingPointIeee754<TScore>
{
    // SentencePiece's search for the highest score begins here, not at −∞ (src/unigram_model.cc), so that with log-probabilities a user-defined piece is worth −0.1 and always taken.
    private const float SmallestPositive = 1.17549435e-38f;

    private const float UnknownPenalty = 10; // as SentencePiece, below the lowest score

    private static readonly TScore Rounding = TScore.CreateChecked(typeof(TScore) == typeof(float) ? 1.0 / (1 << 22) : 1.0 / (1L << 51));

    private readonly SentencePieceVocabulary _vocabulary;
    private readonly TextPreparation _preparation;
    private readonly double[] _scores;
    private readonly TScore _unknownScore;
    private readonly WordCache<CachedCut> _cache = new();

    public UnigramEncoder(SentencePieceLayout layout, IReadOnlyList<double>? exactScores = null)
    {
        _vocabulary = new SentencePieceVocabulary(layout);
        _preparation = new TextPreparation(layout);
        TScore[] normal = [.. Enumerable.Range(0, layout.Pieces.Length).Where(id => layout.SpacesAreMarked || layout.Pieces[id].Type == PieceType.Normal).Select(Score)];
        TScore lowest = normal.Length == 0 ? TScore.Zero : normal.Min();
        TScore highest = normal.Length == 0 ? TScore.Zero : TScore.Max(normal.Max(), TScore.CreateChecked(SmallestPositive));
        _unknownScore = lowest - TScore.CreateChecked(UnknownPenalty);
        _scores = [.. Enumerable.Range(0, layout.Pieces.Length).Select(id => layout.Pieces[id].Type == PieceType.UserDefined
            ? Double(TScore.CreateChecked(System.Text.Encoding.UTF8.GetByteCount(layout.Pieces[id].Text)) * highest) - 0.1
            : Double(Score(id)))];

        TScore Score(int id) => TScore.CreateChecked(exactScores is null ? layout.Pieces[id].Score : exactScores[id]);
    }

    /// <summary>What in a unigram model this encoder does not know, or null.</summary>
    public static string? Unsupported(SentencePieceLayout layout)
    {
        if (!layout.EscapeWhitespaces) return "spaces that are not escaped";
        return layout.ByteFallback && BytePiece.Ids(layout).Contains(-1) ? "byte fallback without all 256 bytes" : null;
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        ByteWriter prepared = new(utf8.Length + 16);
        _preparation.Apply(utf8, ref prepared);
        int begin = ids.Count;
        TScore sum = TScore.Zero;
        for (ReadOnlySpan<byte> rest = prepared.Written; !rest.IsEmpty;)
        {
            int length = _vocabulary.WordLength(rest);
            AddWord(rest[..length], ids, begin, ref sum);
            rest = rest[length..];
        }

        prepared.Dispose();
    }

    private void AddWord(ReadOnlySpan<byte> word, List<int> ids, int begin, ref TScore sum)
    {
        if (word.Length > WordCache<CachedCut>.MaxLength)
        {
            Append(ids, begin, Cut(word, [], 0, ref sum).Ids);
            return;
        }

        ulong hash = WordCache<CachedCut>.Hash(word);
        CachedCut? known = _cache.Find(word, hash);
        if (known is not null && TScore.Abs(sum) <= known.LargestSum)
        {
            Append(ids, begin, known.Ids);
            foreach (double step in known.Steps) sum = Rounded(Double(sum) + step);
            return;
        }

        CachedCut cut = Cut(word, known is null ? word.ToArray() : [], hash, ref sum);
        if (known is null) _cache.Add(cut);
        Append(ids, begin, cut.Ids);
    }

    private void Append(List<int> ids, int begin, ReadOnlySpan<int> word)
    {
        bool sharesUnknown = word[0] == _vocabulary.Unknown && ids.Count > begin && ids[^1] == _vocabulary.Unknown;
        ids.AddRange(sharesUnknown ? word[1..] : word);
    }

    private CachedCut Cut(ReadOnlySpan<byte> word, byte[] text, ulong hash, ref TScore sum)
    {
        Node[] nodes = ArrayPool<Node>.Shared.Rent(word.Length + 1);
        Array.Fill(nodes, new Node(TScore.Zero, TScore.NegativeInfinity, -1, PieceTrie.None), 0, word.Length + 1);
        nodes[0].Score = sum;
        for (int at = 0; at < word.Length;) at += Extend(nodes, word, at);
        CachedCut cut = Best(nodes, word, text, hash);
        sum = nodes[word.Length].Score;
        ArrayPool<Node>.Shared.Return(nodes);
        return cut;
    }

    // Offers every piece that begins here to the place where it ends.
    private int Extend(Node[] nodes, ReadOnlySpan<byte> word, int at)
    {
        TScore here = nodes[at].Score;
        int character = Math.Min(Utf8Characters.Length(word[at]), word.Length - at);
        bool known = false;
        int trieNode = PieceTrie.Root;
        PieceTrie trie = _vocabulary.Trie;
        for (int end = at; end < word.Length && (trieNode = trie.Next(trieNode, word[end])) != PieceTrie.None;)
        {
            end++;
            int id = trie.Id(trieNode);
            if (id < 0 || _vocabulary.Types[id] == PieceType.Unused) continue;
            nodes[end].Offer(Double(here) + _scores[id], at, id);
            known |= end - at == character;
        }

        if (!known) nodes[at + character].Offer(Double(here + _unknownScore), at, _vocabulary.Unknown);
        return character;
    }

    // Two sums of n terms that round at size M are off by less than n units in the last place of M together, and so is their difference as it was measured here. So
    // the cut stands for every sum before it for which 2 · n · M · 2^-23 (of a float) stays below the difference. n is at most the word's bytes.
    private CachedCut Best(Node[] nodes, ReadOnlySpan<byte> word, byte[] text, ulong hash)
    {
        int count = 0;
        TScore margin = TScore.PositiveInfinity;
        for (int end = word.Length; end > 0; end = nodes[end].Start)
        {
            margin = TScore.Min(margin, nodes[end].Score - nodes[end].Second);
            count++;
        }

        double[] steps = new double[count];
        int[] ends = new int[count];
        for (int end = word.Length; end > 0; end = nodes[end].Start) ends[--count] = end;
        List<int> ids = new(steps.Length);
        for (int i = 0; i < steps.Length; i++)
        {
            Node node = nodes[ends[i]];
            bool unknown = node.Id == _vocabulary.Unknown;
            steps[i] = unknown ? Double(_unknownScore) : _scores[node.Id];
            if (unknown) _vocabulary.AddUnknown(word[node.Start..ends[i]], ids);
            else ids.Add(node.Id);
        }

        TScore words = TScore.Abs(nodes[word.Length].Score - nodes[0].Score), safe = margin / (TScore.CreateChecked(word.Length) * Rounding);
        return new CachedCut(text, hash, [.. ids], steps, TScore.Abs(nodes[0].Score) + words <= safe ? safe - words : TScore.NegativeInfinity);
    }

    private static double Double(TScore value) => double.CreateTruncating(value);

    private static TScore Rounded(double value) => TScore.CreateTruncating(value);

    private struct Node(TScore score, TScore second, int start, int id)
    {
        public TScore Score = score;
        public TScore Second = second;
        public int Start = start;
        public int Id = id;

        // SentencePiece compares a sum in double precision with the best one so far, which it has rounded.
        public void Offer(double sum, int start, int id)
        {
            TScore score = Rounded(sum);
            if (Start < 0) (Score, Start, Id) = (score, start, id);
            else if (sum > Double(Score)) (Second, Score, Start, Id) = (Score, score, start, id);
            else Second = TScore.Max(Second, score);
        }
    }

    /// <summary>A cut with its scores, and how large the sum before it may be without rounding changing it.</summary>
    private sealed class CachedCut(byte[] text, ulong hash, int[] ids, double[] steps, TScore largestSum) : CachedWord(text, hash, ids)
    {
        public readonly double[] Steps = steps;
        public readonly TScore LargestSum = largestSum;
    }
}
