namespace Headwater.Data;

/// <summary>The words of a text one after another, as characters and as UTF-8 with one byte for the space, in ordinal order. Parts outside the alphabet are left out.</summary>
internal sealed class TrainingWords
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private TrainingWords(string[] texts, long[] counts)
    {
        (Texts, Counts) = (texts, counts);
        _starts = new int[texts.Length + 1];
        List<byte> bytes = [];
        for (int word = 0; word < texts.Length; word++)
        {
            bytes.AddRange(PieceTrie.Bytes(texts[word]));
            _starts[word + 1] = bytes.Count;
        }

        _bytes = [.. bytes];
        Total = counts.Sum();
    }

    public string[] Texts { get; }

    public long[] Counts { get; }

    public long Total { get; }

    public int Count => Texts.Length;

    public int Longest => Enumerable.Range(0, Count).Select(word => _starts[word + 1] - _starts[word]).DefaultIfEmpty(0).Max();

    public ReadOnlySpan<byte> Bytes(int word) => _bytes.AsSpan(_starts[word].._starts[word + 1]);

    public static TrainingWords Of(IReadOnlyDictionary<string, long> counts, IReadOnlyList<string> alphabet)
    {
        SortedDictionary<string, long> words = new(StringComparer.Ordinal);
        foreach ((int[] symbols, long count) in AlphabetWords.Of(counts, alphabet))
        {
            string text = string.Concat(symbols.Select(symbol => alphabet[symbol]));
            words[text] = words.GetValueOrDefault(text) + count;
        }

        return new TrainingWords([.. words.Keys], [.. words.Values]);
    }
}
