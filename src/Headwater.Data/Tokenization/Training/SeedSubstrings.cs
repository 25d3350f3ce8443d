using System.Runtime.InteropServices;

namespace Headwater.Data;

/// <summary>
/// The substrings a unigram vocabulary begins with: of those that cannot be made longer without losing an occurrence (the nodes of a suffix tree), the ones with the
/// largest count times length. The suffixes of all words are sorted; a stack of the prefixes that neighbours share walks through the tree.
/// </summary>
internal sealed class SeedSubstrings
{
    private const int MaxLength = 16; // characters, as SentencePiece
    private const int CharactersInKey = 4;

    private readonly TrainingWords _words;
    private readonly char[] _text; // the words, each ended by U+0000, which no word holds
    private readonly int[] _suffixes;
    private readonly long[] _counts; // of the word at each place
    private readonly int _most;
    private List<Seed> _seeds = [];
    private long _least;

    private SeedSubstrings(TrainingWords words, int most)
    {
        (_words, _most) = (words, most);
        _text = new char[words.Texts.Sum(text => text.Length + 1) + MaxLength];
        _counts = new long[_text.Length];
        List<int> suffixes = [];
        int at = 0;
        for (int word = 0; word < words.Count; word++)
        {
            string text = words.Texts[word];
            text.CopyTo(0, _text, at, text.Length);
            for (int i = 0; i < text.Length; i++)
            {
                _counts[at + i] = words.Counts[word];
                if (!char.IsLowSurrogate(text[i])) suffixes.Add(at + i);
            }

            at += text.Length + 1;
        }

        _suffixes = [.. suffixes];
    }

    public static UnigramPieces Of(TrainingWords words, IReadOnlyList<string> alphabet, int most)
    {
        SeedSubstrings search = new(words, most);
        search.Sort(search._suffixes, depth: 0);
        search.Walk();
        search.Shrink();
        Dictionary<string, long> characters = alphabet.ToDictionary(character => character, _ => 0L, StringComparer.Ordinal);
        for (int word = 0; word < words.Count; word++)
        {
            foreach (System.Text.Rune character in words.Texts[word].EnumerateRunes()) characters[character.ToString()] += words.Counts[word];
        }

        string[] texts = [.. alphabet, .. search._seeds.Select(seed => search.Text(seed))];
        double[] weights = [.. alphabet.Select(character => (double)Math.Max(characters[character], 1)), .. search._seeds.Select(seed => (double)seed.Weight)];
        double logTotal = Math.Log(weights.Sum());
        return new UnigramPieces(texts, [.. weights.Select(weight => Math.Log(weight) - logTotal)], alphabet.Count);
    }

    // Four characters at a time as one number; suffixes that are equal so far are sorted by the next four.
    private void Sort(Span<int> suffixes, int depth)
    {
        ulong[] keys = new ulong[suffixes.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = Key(suffixes[i] + depth);
        keys.AsSpan().Sort(suffixes);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            bool ended = (keys[start] & ushort.MaxValue) == 0;
            if (end - start > 1 && !ended && depth + CharactersInKey < MaxLength) Sort(suffixes[start..end], depth + CharactersInKey);
        }
    }

    private ulong Key(int at)
    {
        ulong key = 0;
        for (int i = 0; i < CharactersInKey; i++)
        {
            key <<= 16;
            if (i > 0 && (key >> 16 & ushort.MaxValue) == 0) continue; // beyond the end of the word
            key |= _text[at + i];
        }

        return key;
    }

    private void Walk()
    {
        Stack<(int Length, long Count)> open = new();
        open.Push((0, 0));
        int previous = 0;
        foreach (int suffix in _suffixes)
        {
            Close(open, Shared(previous, suffix), previous);
            int length = Length(suffix);
            if (open.Peek().Length < length) open.Push((length, 0));
            open.Push((open.Peek().Length, open.Pop().Count + _counts[suffix]));
            previous = suffix;
        }

        Close(open, 0, previous);
    }

    // Ends every prefix that the next suffix does not share; what they count continues to the shorter one around them.
    private void Close(Stack<(int Length, long Count)> open, int shared, int suffix)
    {
        while (open.Peek().Length > shared)
        {
            (int length, long count) = open.Pop();
            Offer(suffix, length, count);
            if (open.Peek().Length < shared) open.Push((shared, count));
            else open.Push((open.Peek().Length, open.Pop().Count + count));
        }
    }

    private int Length(int suffix)
    {
        int length = 0;
        while (length < MaxLength && _text[suffix + length] != 0) length++;
        return length;
    }

    private int Shared(int left, int right)
    {
        int length = 0;
        while (length < MaxLength && _text[left + length] != 0 && _text[left + length] == _text[right + length]) length++;
        return left == right ? 0 : length;
    }

    private void Offer(int suffix, int length, long count)
    {
        ReadOnlySpan<char> text = _text.AsSpan(suffix, length);
        if (count < 2 || length < 2 || char.IsHighSurrogate(text[^1]) || length == 2 && char.IsHighSurrogate(text[0])) return;
        long weight = count * length;
        if (weight < _least) return;
        _seeds.Add(new Seed(suffix, length, weight));
        if (_seeds.Count >= 2L * _most) Shrink();
    }

    private void Shrink()
    {
        CollectionsMarshal.AsSpan(_seeds).Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : _text.AsSpan(a.Start, a.Length).SequenceCompareTo(_text.AsSpan(b.Start, b.Length)));
        if (_seeds.Count <= _most) return;
        _seeds = _seeds[.._most];
        _least = _seeds[^1].Weight;
    }

    private string Text(Seed seed) => new(_text, seed.Start, seed.Length);

    private readonly record struct Seed(int Start, int Length, long Weight);
}
