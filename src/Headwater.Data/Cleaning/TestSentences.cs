using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Headwater.Data;

/// <summary>
/// Sentences of a test set, to be found in documents whatever their case, punctuation and spacing. A sentence of six or more words is also found with one word changed, left out
/// or put in: one of its halves is then whole, and the rarest run of three words of each half leads to it. One of five words must be there as it is; a shorter one
/// counts only where it is the whole document, since it stands in much text by chance. Immutable and thread-safe.
/// </summary>
public sealed class TestSentences
{
    private const int ShortestInside = 5, ShortestWithEdit = 6, Anchor = 3;
    private const int FilterBits = 20;

    private readonly List<ulong[]> _sentences = [];
    private readonly HashSet<ulong> _whole = [];
    private readonly Dictionary<ulong, List<(int Sentence, int Place)>> _anchors = [];
    private readonly bool[] _filter = new bool[1 << FilterBits]; // most runs of words are in no sentence; this says so without a look into the table

    private TestSentences(string fingerprint) => Fingerprint = fingerprint;

    /// <summary>How many different sentences there are, without those that hold no word.</summary>
    public int Count => _sentences.Count + _whole.Count;

    /// <summary>Hash of the sentences, 64 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    public static TestSentences Of(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        List<ulong[]> words = [];
        HashSet<ulong> known = [];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<ulong> buffer = [];
        foreach (string sentence in sentences)
        {
            WordHashes.Of(sentence, buffer);
            hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(buffer)));
            if (buffer.Count > 0 && known.Add(WordHashes.Join(CollectionsMarshal.AsSpan(buffer)))) words.Add([.. buffer]);
        }

        TestSentences index = new(Convert.ToHexStringLower(hash.GetHashAndReset()));
        index.Build(words);
        return index;
    }

    /// <summary>Whether a document holds one of the sentences.</summary>
    public bool FoundIn(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<ulong> words = [];
        WordHashes.Of(document, words);
        return FoundIn(words);
    }

    internal bool FoundIn(List<ulong> words)
    {
        ReadOnlySpan<ulong> document = CollectionsMarshal.AsSpan(words);
        if (document.Length < ShortestInside && _whole.Contains(WordHashes.Join(document))) return true;
        for (int place = 0; place + Anchor <= document.Length; place++)
        {
            ulong key = WordHashes.Join(document[place], document[place + 1], document[place + 2]);
            if (!_filter[key >> (64 - FilterBits)] || !_anchors.TryGetValue(key, out List<(int Sentence, int Place)>? candidates)) continue;
            foreach ((int sentence, int offset) in candidates)
            {
                if (Matches(_sentences[sentence], offset, document, place)) return true;
            }
        }

        return false;
    }

    private void Build(List<ulong[]> sentences)
    {
        Dictionary<ulong, int> counts = [];
        foreach (ulong[] sentence in sentences)
        {
            for (int i = 0; i + Anchor <= sentence.Length; i++) CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(sentence, i), out _)++;
        }

        foreach (ulong[] sentence in sentences)
        {
            if (sentence.Length < ShortestInside) _whole.Add(WordHashes.Join(sentence));
            else Add(sentence, counts);
        }
    }

    private void Add(ulong[] sentence, Dictionary<ulong, int> counts)
    {
        int number = _sentences.Count;
        _sentences.Add(sentence);
        int half = sentence.Length / 2;
        ImmutableArray<(int From, int To)> parts = sentence.Length < ShortestWithEdit ? [(0, sentence.Length)] : [(0, half), (half, sentence.Length)];
        foreach ((int from, int to) in parts)
        {
            int rarest = Enumerable.Range(from, to - from - Anchor + 1).MinBy(i => counts[Key(sentence, i)]);
            ulong key = Key(sentence, rarest);
            _filter[key >> (64 - FilterBits)] = true;
            ref List<(int, int)>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_anchors, key, out _);
            (places ??= []).Add((number, rarest));
        }
    }

    private static ulong Key(ulong[] words, int place) => WordHashes.Join(words[place], words[place + 1], words[place + 2]);

    private static bool Matches(ulong[] sentence, int offset, ReadOnlySpan<ulong> document, int place)
    {
        int allowed = sentence.Length < ShortestWithEdit ? 0 : 1;
        int used = Edits(sentence.AsSpan(offset + Anchor), document[(place + Anchor)..], step: 1, allowed);
        return used <= allowed && used + Edits(sentence.AsSpan(0, offset), document[..place], step: -1, allowed - used) <= allowed;
    }

    // Words to change, leave out or put in until the document holds the sentence, from its near end outwards (backwards for a step of -1); more than allowed is allowed + 1.
    private static int Edits(ReadOnlySpan<ulong> sentence, ReadOnlySpan<ulong> document, int step, int allowed)
    {
        int same = Same(sentence, document, step);
        if (same == sentence.Length) return 0;
        if (allowed == 0) return 1;
        ReadOnlySpan<ulong> rest = After(sentence, same, step), text = After(document, same, step);
        ReadOnlySpan<ulong> without = After(rest, 1, step);
        bool leftOut = Same(without, text, step) == without.Length;
        if (text.IsEmpty) return leftOut ? 1 : 2;
        ReadOnlySpan<ulong> next = After(text, 1, step);
        return leftOut || Same(without, next, step) == without.Length || Same(rest, next, step) == rest.Length ? 1 : 2;
    }

    private static int Same(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int step) =>
        step > 0 ? a.CommonPrefixLength(b) : SameFromTheEnd(a, b);

    private static int SameFromTheEnd(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int same = 0, most = Math.Min(a.Length, b.Length);
        while (same < most && a[^(same + 1)] == b[^(same + 1)]) same++;
        return same;
    }

    private static ReadOnlySpan<ulong> After(ReadOnlySpan<ulong> words, int count, int step) => step > 0 ? words[count..] : words[..^count];
}
