using System.Runtime.InteropServices;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Learns merges (Sennrich et al. 2016, arXiv:1508.07909): again and again the most frequent neighbouring pair of symbols becomes a symbol. Two things make the
/// training agree with the encoder: pairs that spell the same text count together, and a word is cut anew by all symbols so far.
/// Counts are kept up to date word by word, so that a merge costs what it changes. Ties go to the text that sorts first by code unit.
/// </summary>
internal sealed class BytePairMerges
{
    private const int MaxPieceLength = 16; // characters, as SentencePiece
    private const int NoCandidate = -1;

    private readonly List<string> _symbols; // the alphabet, then the merges in their order
    private readonly Dictionary<ulong, int> _candidateOfPair = [];
    private readonly Dictionary<string, int> _candidateOfText = new(StringComparer.Ordinal);
    private readonly List<Candidate> _candidates = [];
    private readonly List<Word> _words = [];
    private readonly PriorityQueue<Candidate, Candidate.Priority> _queue = new();
    private readonly List<Candidate> _touched = [];

    private BytePairMerges(IReadOnlyList<string> alphabet) => _symbols = [.. alphabet];

    /// <summary>The merged texts, most frequent first; fewer than asked for when everything that can be merged is.</summary>
    public static IReadOnlyList<string> Learn(IReadOnlyDictionary<string, long> wordCounts, IReadOnlyList<string> alphabet, int merges)
    {
        BytePairMerges learner = new(alphabet);
        learner.AddWords(wordCounts);
        while (learner._symbols.Count < alphabet.Count + merges && learner.MergeNext())
        {
        }

        return learner._symbols[alphabet.Count..];
    }

    private void AddWords(IReadOnlyDictionary<string, long> wordCounts)
    {
        Dictionary<string, int> idOf = _symbols.Select((text, id) => (text, id)).ToDictionary(symbol => symbol.text, symbol => symbol.id, StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids = idOf.GetAlternateLookup<ReadOnlySpan<char>>();
        List<int> symbols = [];
        foreach ((string text, long count) in wordCounts)
        {
            for (int start = 0; start < text.Length;)
            {
                int length = char.IsHighSurrogate(text[start]) ? 2 : 1;
                if (ids.TryGetValue(text.AsSpan(start, length), out int id)) symbols.Add(id);
                else Flush(symbols, count); // a character outside the alphabet becomes bytes and parts the word
                start += length;
            }

            Flush(symbols, count);
        }

        Enqueue();
    }

    private void Flush(List<int> symbols, long count)
    {
        if (symbols.Count > 1)
        {
            _words.Add(new Word([.. symbols], count));
            Count(_words.Count - 1, []);
        }

        symbols.Clear();
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
        foreach (int index in candidate.Words) Recut(index, candidate);
        candidate.Words.Clear();
        Enqueue();
    }

    private void Recut(int index, Candidate added)
    {
        Word word = _words[index];
        Span<int> before = stackalloc int[word.Length - 1];
        bool found = false;
        for (int i = 0; i < before.Length; i++)
        {
            before[i] = CandidateOf(word.Symbols[i], word.Symbols[i + 1]);
            found |= before[i] != NoCandidate && _candidates[before[i]] == added;
        }

        if (!found) return; // the word has lost the pair to an earlier merge
        foreach (int candidate in before)
        {
            if (candidate != NoCandidate) _candidates[candidate].Count -= word.Count;
        }

        while (MergeOnce(word))
        {
        }

        Count(index, before);
    }

    // The encoder's rule: the earliest learnt symbol first, the leftmost of equals.
    private bool MergeOnce(Word word)
    {
        int best = int.MaxValue, at = -1;
        for (int i = 0; i + 1 < word.Length; i++)
        {
            int candidate = CandidateOf(word.Symbols[i], word.Symbols[i + 1]);
            if (candidate == NoCandidate || _candidates[candidate].Symbol is int symbol && (symbol < 0 || symbol >= best)) continue;
            (best, at) = (_candidates[candidate].Symbol, i);
        }

        if (at < 0) return false;
        word.Symbols[at] = best;
        word.Symbols.AsSpan(at + 2, word.Length - at - 2).CopyTo(word.Symbols.AsSpan(at + 1));
        word.Length--;
        return true;
    }

    private void Count(int index, ReadOnlySpan<int> listedBefore)
    {
        Word word = _words[index];
        for (int i = 0; i + 1 < word.Length; i++)
        {
            int id = CandidateOf(word.Symbols[i], word.Symbols[i + 1]);
            if (id == NoCandidate) continue;
            Candidate candidate = _candidates[id];
            candidate.Count += word.Count;
            if (candidate.Count > candidate.QueuedCount) _touched.Add(candidate);
            bool listed = listedBefore.Contains(id) || candidate.Words.Count > 0 && candidate.Words[^1] == index;
            if (!listed) candidate.Words.Add(index);
        }
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
        ref int candidate = ref CollectionsMarshal.GetValueRefOrAddDefault(_candidateOfPair, (ulong)left << 32 | (uint)right, out bool known);
        if (known) return candidate;
        string text = _symbols[left] + _symbols[right];
        return candidate = text.Length > MaxPieceLength ? NoCandidate : CandidateOf(text);
    }

    private int CandidateOf(string text)
    {
        ref int candidate = ref CollectionsMarshal.GetValueRefOrAddDefault(_candidateOfText, text, out bool known);
        if (known) return candidate;
        candidate = _candidates.Count;
        _candidates.Add(new Candidate(text));
        return candidate;
    }

    private sealed class Word(int[] symbols, long count)
    {
        public readonly int[] Symbols = symbols;
        public readonly long Count = count;
        public int Length = symbols.Length;
    }

    /// <summary>A text that a neighbouring pair spells, with how often it does now and where it may.</summary>
    private sealed class Candidate(string text)
    {
        public readonly string Text = text;
        public readonly List<int> Words = [];
        public long Count;
        public long QueuedCount;
        public int Symbol = -1;

        public readonly record struct Priority(long Count, string Text) : IComparable<Priority>
        {
            public int CompareTo(Priority other) => Count != other.Count ? other.Count.CompareTo(Count) : string.CompareOrdinal(Text, other.Text);
        }
    }
}
