namespace Headwater.Metrics.Tests;

/// <summary>The statistics of BLEU and chrF counted as they are defined: every n-gram is a string in a dictionary. The oracle for the counters.</summary>
internal static class PlainCounts
{
    /// <summary>Matches, totals, tokens of the hypothesis and of the closest reference.</summary>
    public static long[] Bleu(string hypothesis, string[] references, BleuOptions options)
    {
        List<string> tokens = PlainTokens.Of(hypothesis, options);
        List<string>[] others = [.. references.Select(reference => PlainTokens.Of(reference, options))];
        IEnumerable<int> orders = Enumerable.Range(1, options.MaxOrder);
        return
        [
            .. orders.Select(n => Ngrams(tokens, n).Sum(own => (long)Math.Min(own.Value, others.Max(other => Ngrams(other, n).GetValueOrDefault(own.Key))))),
            .. orders.Select(n => (long)Math.Max(tokens.Count - n + 1, 0)),
            tokens.Count,
            others.Select(other => other.Count).OrderBy(length => Math.Abs(length - tokens.Count)).ThenBy(length => length).First(),
        ];
    }

    /// <summary>Totals of the hypothesis and of the reference with the best score, matches.</summary>
    public static long[] Chrf(string hypothesis, string[] references, ChrfOptions options)
    {
        long[][] candidates = [.. references.Select(reference => Chrf(hypothesis, reference, options))];
        return candidates.MaxBy(row => Metrics.Chrf.FromStatistics(Statistics(row), options).Score)!;
    }

    public static ChrfStatistics Statistics(long[] row) => new()
    {
        HypothesisTotals = [.. row[..(row.Length / 3)]],
        ReferenceTotals = [.. row[(row.Length / 3)..(2 * row.Length / 3)]],
        Matches = [.. row[(2 * row.Length / 3)..]],
        ReferenceCount = 1,
    };

    private static long[] Chrf(string hypothesis, string reference, ChrfOptions options)
    {
        (Dictionary<string, int> Own, Dictionary<string, int> Other)[] orders =
        [
            .. Enumerable.Range(1, options.CharOrder).Select(n => (Ngrams(Characters(hypothesis, options), n), Ngrams(Characters(reference, options), n))),
            .. Enumerable.Range(1, options.WordOrder).Select(n => (Ngrams(Words(hypothesis, options), n), Ngrams(Words(reference, options), n))),
        ];
        return
        [
            .. orders.Select(order => order.Other.Count == 0 ? 0L : order.Own.Values.Sum()),
            .. orders.Select(order => (long)order.Other.Values.Sum()),
            .. orders.Select(order => order.Own.Sum(own => (long)Math.Min(own.Value, order.Other.GetValueOrDefault(own.Key)))),
        ];
    }

    private static List<string> Characters(string text, ChrfOptions options)
    {
        string cased = options.Lowercase ? Lowercase.Of(text) : text;
        return PlainTokens.CodePointsOf(cased).FindAll(c => options.Whitespace || PlainTokens.Split(c).Count > 0);
    }

    private static List<string> Words(string text, ChrfOptions options) =>
        [.. PlainTokens.Split(options.Lowercase ? Lowercase.Of(text) : text).SelectMany(word =>
            word.Length > 1 && IsMark(word[^1]) ? [word[..^1], word[^1..]]
            : word.Length > 1 && IsMark(word[0]) ? [word[..1], word[1..]]
            : new[] { word })];

    private static bool IsMark(char c) => "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static Dictionary<string, int> Ngrams(List<string> symbols, int n) =>
        Enumerable.Range(0, Math.Max(symbols.Count - n + 1, 0)).Select(start => string.Join('\0', symbols.Skip(start).Take(n).Select(symbol => $"{symbol.Length}:{symbol}"))).CountBy(ngram => ngram).ToDictionary();
}
