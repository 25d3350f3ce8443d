namespace Headwater.Data;

/// <summary>The best cut of a word in training: the highest sum of scores, the first of equals. Not thread-safe; its buffers are used again.</summary>
internal sealed class BestCut(UnigramPieces pieces)
{
    private readonly List<int> _cut = [];
    private double[] _scores = new double[64];
    private (int Start, int Id)[] _last = new (int, int)[64];

    /// <summary>The pieces of the best cut, last one first, without one of the pieces. The list holds until the next call.</summary>
    public List<int> Of(ReadOnlySpan<byte> word, int without)
    {
        if (_scores.Length <= word.Length) (_scores, _last) = (new double[word.Length * 2], new (int, int)[word.Length * 2]);
        Array.Fill(_scores, double.NegativeInfinity, 0, word.Length + 1);
        _scores[0] = 0;
        for (int start = 0; start < word.Length; start += Utf8Characters.Length(word[start]))
        {
            int node = PieceTrie.Root;
            for (int at = start; at < word.Length && (node = pieces.Trie.Next(node, word[at])) != PieceTrie.None; at++)
            {
                int id = pieces.Trie.Id(node);
                if (id < 0 || id == without || !(_scores[start] + pieces.Scores[id] > _scores[at + 1])) continue;
                _scores[at + 1] = _scores[start] + pieces.Scores[id];
                _last[at + 1] = (start, id);
            }
        }

        _cut.Clear();
        for (int end = word.Length; end > 0; end = _last[end].Start) _cut.Add(_last[end].Id);
        return _cut;
    }
}
