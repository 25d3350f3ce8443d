namespace Headwater.Data;

/// <summary>
/// Learns merges (Sennrich et al. 2016, arXiv:1508.07909): again and again the most frequent neighbouring pair of symbols becomes a symbol. Two things make the
/// training agree with the encoder: pairs that spell the same text count together, and a word is cut again by all symbols so far.
/// Each pair knows the words it was seen in, counts are kept up to date, and the queue may hold counts that have fallen since; so a merge costs what it changes.
/// Ties go to the text that sorts first by code unit.
/// </summary>
internal sealed class BytePairMerges
{
    private const int MaxPieceLength = 16; // characters, as SentencePiece
    private const int NoCandidate = -1;

    private readonly List<string> _symbols; // the alphabet, then the merges in their order
    private readonly PairTable _candidateOfPair = new();
    private readonly Dictionary<string, int> _candidateOfText = new(StringComparer.Ordinal);
    private readonly List<Candidate> _candidates = [];
    private readonly List<Word> _words = [];
    private readonly List<Place> _places = []; // for each candidate a chain of the words it was seen in
    private readonly PriorityQueue<Candidate, Candidate.Priority> _queue = new();
    private readonly List<Candidate> _touched = [];
    private int[] _cuts = new int[1024]; // the words one after another: the symbols of each
    private int[] _pairs = new int[1024]; // the candidate of each symbol and the next
    private int _used;

    private BytePairMerges(IReadOnlyList<string> alphabet) => _symbols = [.. alphabet];

    /// <summary>The merged texts, most frequent first; fewer than asked for when everything that can be merged is.</summary>
    public static IReadOnlyList<string> Learn(IReadOnlyDictionary<string, long> wordCounts, IReadOnlyList<string> alphabet, int merges)
    {
        BytePairMerges learner = new(alphabet);
        foreach ((int[] symbols, long count) in AlphabetWords.Of(wordCounts, alphabet)) learner.AddWord(symbols, count);
        learner.Enqueue();
        while (learner._symbols.Count < alphabet.Count + merges && learner.MergeNext())
        {
        }

        return learner._symbols[alphabet.Count..];
    }

    private void AddWord(ReadOnlySpan<int> symbols, long count)
    {
        if (symbols.Length < 2) return;
        if (_used + symbols.Length > _cuts.Length)
        {
            Array.Resize(ref _cuts, Math.Max(_cuts.Length * 2, _used + symbols.Length));
            Array.Resize(ref _pairs, _cuts.Length);
        }

        symbols.CopyTo(_cuts.AsSpan(_used));
        _words.Add(new Word(_used, symbols.Length, count));
        for (int at = 0; at + 1 < symbols.Length; at++) SetPair(_words.Count - 1, _used + at, count);
        _used += symbols.Length;
    }

    private bool MergeNext()
    {
        while (_queue.TryDequeue(out Candidate? best, out Candidate.Priority priority))
        {
            if (best.Symbol >= 0 || priority.Count != best.QueuedCount) continue;
            if (priority.Count == best.Count)
            {
                Merge(best);
                return true;
            }

            best.QueuedCount = 0; // it has become rarer since it was queued
            Enqueue(best);
        }

        return false;
    }

    private void Merge(Candidate candidate)
    {
        candidate.Symbol = _symbols.Count;
        _symbols.Add(candidate.Text);
        for (int place = candidate.LastPlace; place >= 0; place = _places[place].Previous) Recut(_places[place].Word);
        Enqueue();
    }

    // The encoder's rule: the earliest learnt symbol first, the leftmost of equals. A word that has lost the pair to an earlier merge has nothing to merge.
    private void Recut(int index)
    {
        Word word = _words[index];
        int length = word.Length;
        for (int at = FirstMerge(word.Start, length); at >= 0; at = FirstMerge(word.Start, length))
        {
            Join(index, at, word.Start, length, word.Count);
            length--;
        }

        if (length != word.Length) _words[index] = word with { Length = length };
    }

    private int FirstMerge(int start, int length)
    {
        int best = int.MaxValue, at = -1;
        for (int place = start; place < start + length - 1; place++)
        {
            if (_pairs[place] == NoCandidate) continue;
            int symbol = _candidates[_pairs[place]].Symbol;
            if (symbol >= 0 && symbol < best) (best, at) = (symbol, place);
        }

        return at;
    }

    private void Join(int index, int at, int start, int length, long count)
    {
        int end = start + length;
        int symbol = _candidates[_pairs[at]].Symbol;
        if (at > start) Uncount(_pairs[at - 1], count);
        Uncount(_pairs[at], count);
        if (at + 2 < end) Uncount(_pairs[at + 1], count);
        _cuts[at] = symbol;
        int moved = end - at - 2;
        _cuts.AsSpan(at + 2, moved).CopyTo(_cuts.AsSpan(at + 1));
        if (moved > 1) _pairs.AsSpan(at + 2, moved - 1).CopyTo(_pairs.AsSpan(at + 1));
        if (at > start) SetPair(index, at - 1, count);
        if (moved > 0) SetPair(index, at, count);
    }

    private void Uncount(int candidate, long count)
    {
        if (candidate != NoCandidate) _candidates[candidate].Count -= count;
    }

    private void SetPair(int index, int place, long count)
    {
        int id = _pairs[place] = CandidateOf(_cuts[place], _cuts[place + 1]);
        if (id == NoCandidate) return;
        Candidate candidate = _candidates[id];
        candidate.Count += count;
        if (candidate.Symbol >= 0) return;
        if (candidate.Count > candidate.QueuedCount) _touched.Add(candidate);
        if (candidate.LastPlace >= 0 && _places[candidate.LastPlace].Word == index) return;
        _places.Add(new Place(index, candidate.LastPlace));
        candidate.LastPlace = _places.Count - 1;
    }

    private void Enqueue()
    {
        foreach (Candidate candidate in _touched) Enqueue(candidate);
        _touched.Clear();
    }

    private void Enqueue(Candidate candidate)
    {
        if (candidate.Count <= candidate.QueuedCount || candidate.Symbol >= 0) return;
        candidate.QueuedCount = candidate.Count;
        _queue.Enqueue(candidate, new Candidate.Priority(candidate.Count, candidate.Text));
    }

    private int CandidateOf(int left, int right)
    {
        ref int candidate = ref _candidateOfPair.At(left, right, out bool known);
        if (known) return candidate;
        string text = _symbols[left] + _symbols[right];
        return candidate = text.Length > MaxPieceLength ? NoCandidate : CandidateOf(text);
    }

    private int CandidateOf(string text)
    {
        ref int candidate = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_candidateOfText, text, out bool known);
        if (known) return candidate;
        candidate = _candidates.Count;
        _candidates.Add(new Candidate(text));
        return candidate;
    }

    private readonly record struct Word(int Start, int Length, long Count);

    private readonly record struct Place(int Word, int Previous);

    /// <summary>A text that a neighbouring pair spells, with how often it does now and where it may.</summary>
    private sealed class Candidate(string text)
    {
        public readonly string Text = text;
        public long Count;
        public long QueuedCount;
        public int Symbol = -1;
        public int LastPlace = -1;

        public readonly record struct Priority(long Count, string Text) : IComparable<Priority>
        {
            public int CompareTo(Priority other) => Count != other.Count ? other.Count.CompareTo(Count) : string.CompareOrdinal(Text, other.Text);
        }
    }
}
