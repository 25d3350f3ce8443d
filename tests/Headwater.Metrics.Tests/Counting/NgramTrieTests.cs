using CsCheck;

namespace Headwater.Metrics.Tests;

public class NgramTrieTests
{
    private const int Order = 3;

    private static readonly Gen<int[]> Symbols = Gen.Int[0, 3].Array[0, 40];

    [Fact]
    public void AddMatches_AnyTexts_EqualsCountingStrings() =>
        Gen.Select(Symbols, Symbols, Symbols).Sample((hypothesis, first, second) =>
        {
            NgramTrie trie = new(Order);
            long[] last = new long[Order];
            long[] best = new long[Order];

            trie.CountHypothesis([9, 9, 9]);     // what was counted before must be forgotten
            trie.CountHypothesis(hypothesis);
            trie.CountReference(first);
            trie.CountReference(second);
            trie.AddMatches(last);
            trie.AddBestMatches(best);

            Assert.Equal(PlainMatches(hypothesis, second), last);
            Assert.Equal(PlainMatches(hypothesis, first, second), best);
        });

    [Fact]
    public void CountHypothesis_MoreNgramsThanSlots_KeepsThemAll()
    {
        int[] symbols = [.. Enumerable.Range(0, 5_000)];
        NgramTrie trie = new(Order);
        long[] matches = new long[Order];

        trie.CountHypothesis(symbols);
        trie.CountReference(symbols);
        trie.AddMatches(matches);

        Assert.Equal([5_000, 4_999, 4_998], matches);
    }

    private static long[] PlainMatches(int[] hypothesis, params int[][] references)
    {
        Dictionary<string, int>[] counts = [.. references.Select(Ngrams)];
        long[] matches = new long[Order];
        foreach ((string ngram, int count) in Ngrams(hypothesis))
            matches[ngram.Count(c => c == ' ')] += Math.Min(count, counts.Max(reference => reference.GetValueOrDefault(ngram)));
        return matches;
    }

    private static Dictionary<string, int> Ngrams(int[] symbols) =>
        Enumerable.Range(0, symbols.Length)
            .SelectMany(start => Enumerable.Range(1, Math.Min(Order, symbols.Length - start)).Select(n => string.Join(' ', symbols.Skip(start).Take(n))))
            .CountBy(ngram => ngram).ToDictionary();
}
