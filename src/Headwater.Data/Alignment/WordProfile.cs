namespace Headwater.Data;

/// <summary>
/// How often each word and each pair of neighbouring words stands in a text. A word is a run of letters, marks and digits, in lower case; ideographs and kana are words
/// by themselves, since their scripts write no spaces. Immutable.
/// </summary>
public sealed class WordProfile
{
    private const string Between = "\u0001";

    private readonly Dictionary<string, long> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);

    private WordProfile()
    {
    }

    /// <summary>Words in all.</summary>
    public long Words { get; private set; }

    /// <summary>Different words.</summary>
    public int Vocabulary => _words.Count;

    /// <summary>Counts the passages' words; no pair reaches from one passage into the next.</summary>
    public static WordProfile Of(IEnumerable<string> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        WordProfile profile = new();
        foreach (string passage in passages)
        {
            string? before = null;
            foreach (string word in WordScanner.Words(passage))
            {
                Add(profile._words, word);
                if (before is not null) Add(profile._pairs, before + Between + word);
                profile.Words++;
                before = word;
            }
        }

        return profile;
    }

    /// <summary>The share of this text's different words that <paramref name="other"/> holds: 0 to 1.</summary>
    public double VocabularyCoveredBy(WordProfile other) => Covered(_words, other._words, _ => 1);

    /// <summary>The share of this text's words, each time they stand in it, that <paramref name="other"/> holds: 0 to 1.</summary>
    public double WordsCoveredBy(WordProfile other) => Covered(_words, other._words, count => count);

    /// <summary>The share of this text's pairs of neighbouring words, each time they stand in it, that <paramref name="other"/> holds: 0 to 1.</summary>
    public double PairsCoveredBy(WordProfile other) => Covered(_pairs, other._pairs, count => count);

    /// <summary>
    /// The Jensen–Shannon divergence of the two distributions of words, in bits: 0 for equal ones, 1 for texts without a common word
    /// (Lin 1991, doi:10.1109/18.61115).
    /// </summary>
    public double DivergenceFrom(WordProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double divergence = 0;
        foreach ((string word, long count) in _words)
            divergence += Term(count / (double)Words, other._words.GetValueOrDefault(word) / (double)Math.Max(1, other.Words));
        foreach ((string word, long count) in other._words)
            divergence += Term(count / (double)other.Words, _words.GetValueOrDefault(word) / (double)Math.Max(1, Words));
        return Math.Clamp(divergence / 2, 0, 1);
    }

    // p log2(p / m), m the mean of both.
    private static double Term(double p, double q) => p * Math.Log2(2 * p / (p + q));

    private static double Covered(Dictionary<string, long> wanted, Dictionary<string, long> held, Func<long, long> weight)
    {
        long all = 0, covered = 0;
        foreach ((string key, long count) in wanted)
        {
            all += weight(count);
            if (held.ContainsKey(key)) covered += weight(count);
        }

        return all == 0 ? 0 : covered / (double)all;
    }

    private static void Add(Dictionary<string, long> counts, string key) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
}
