using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>
/// Scores one document after another, keeping its buffers. A token is a run of a to z and 0 to 9 in the lower-cased text: letters of other alphabets
/// part words, as in rouge_score. Not thread-safe.
/// </summary>
internal sealed class RougeCounter(RougeOptions options)
{
    private const int LongestUnstemmed = 3;

    private readonly int _order = options.Types.Max(type => type.Order);
    private readonly TokenIds _ids = new();
    private readonly Dictionary<int, int> _stems = [];
    private readonly NgramTrie _ngrams = new(options.Types.Max(type => type.Order));

    private sealed record Text(int[] Tokens, int[][] Sentences);

    public RougeDocument Score(string prediction, IReadOnlyList<string> targets)
    {
        Text predicted = Read(prediction);
        _ngrams.CountHypothesis(predicted.Tokens);

        RougeMeasure[] best = new RougeMeasure[options.Types.Length];
        for (int k = 0; k < targets.Count; k++)
        {
            RougeMeasure[] measures = MeasuresAgainst(Read(targets[k]), predicted);
            for (int type = 0; type < best.Length; type++)
            {
                if (k == 0 || measures[type].F1 > best[type].F1)
                    best[type] = measures[type];
            }
        }
        return new RougeDocument { Measures = ImmutableCollectionsMarshal.AsImmutableArray(best), TargetCount = targets.Count };
    }

    private RougeMeasure[] MeasuresAgainst(Text target, Text predicted)
    {
        _ngrams.CountReference(target.Tokens);
        long[] matches = new long[_order];
        _ngrams.AddMatches(matches);
        return [.. options.Types.Select(type => type switch
        {
            { Order: > 0 and int n } => Share(matches[n - 1], predicted.Tokens.Length - n + 1, target.Tokens.Length - n + 1),
            _ when type == RougeType.RougeL =>
                Share(CommonSubsequence.Length(target.Tokens, predicted.Tokens), predicted.Tokens.Length, target.Tokens.Length),
            _ => Share(UnionHits(target, predicted), predicted.Tokens.Length, target.Tokens.Length),
        })];
    }

    private static RougeMeasure Share(long hits, int predicted, int target) =>
        RougeMeasure.Of((double)hits / Math.Max(predicted, 1), (double)hits / Math.Max(target, 1));

    // The tokens of each target sentence that are in a common subsequence with any predicted one, no token more often than both texts have it.
    private static long UnionHits(Text target, Text predicted)
    {
        Dictionary<int, int> left = CountsOf(predicted.Tokens);
        long hits = 0;
        foreach (int[] sentence in target.Sentences)
        {
            bool[] marked = new bool[sentence.Length];
            foreach (int[] other in predicted.Sentences)
                CommonSubsequence.Mark(sentence, other, marked);
            for (int i = 0; i < sentence.Length; i++)
            {
                if (marked[i] && left[sentence[i]]-- > 0)
                    hits++;
            }
        }
        return hits;
    }

    private static Dictionary<int, int> CountsOf(int[] tokens)
    {
        Dictionary<int, int> counts = [];
        foreach (int token in tokens)
            counts[token] = counts.GetValueOrDefault(token) + 1;
        return counts;
    }

    private Text Read(string text)
    {
        int[][] sentences = [.. text.Split('\n').Select(TokensOf)];
        return new Text([.. sentences.SelectMany(sentence => sentence)], sentences);
    }

    private int[] TokensOf(string sentence)
    {
        string lower = Lowercase.Of(sentence);
        List<int> tokens = [];
        int start = 0;
        for (int i = 0; i <= lower.Length; i++)
        {
            if (i < lower.Length && (char.IsAsciiLetterLower(lower[i]) || char.IsAsciiDigit(lower[i])))
                continue;
            if (i > start)
                tokens.Add(TokenOf(lower.AsSpan(start, i - start)));
            start = i + 1;
        }
        return [.. tokens];
    }

    private int TokenOf(ReadOnlySpan<char> word)
    {
        int id = _ids.Of(word);
        if (!options.Stemmer || word.Length <= LongestUnstemmed)
            return id;
        if (!_stems.TryGetValue(id, out int stem))
            _stems[id] = stem = _ids.Of(PorterStemmer.Stem(word.ToString()));
        return stem;
    }
}
