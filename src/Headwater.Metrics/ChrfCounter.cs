using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>Counts one segment after another for chrF, keeping its buffers. Not thread-safe.</summary>
internal sealed class ChrfCounter(ChrfOptions options)
{
    private readonly TokenIds _ids = new();
    private readonly NgramTrie _characters = new(options.CharOrder);
    private readonly NgramTrie _words = new(options.WordOrder);
    private readonly List<int> _characterSymbols = [];
    private readonly List<int> _wordSymbols = [];

    /// <summary>The statistics against the reference with the best score; the first of equals.</summary>
    public ChrfStatistics Count(string hypothesis, IReadOnlyList<string> references)
    {
        Read(hypothesis);
        _characters.CountHypothesis(CollectionsMarshal.AsSpan(_characterSymbols));
        _words.CountHypothesis(CollectionsMarshal.AsSpan(_wordSymbols));
        long[] hypothesisTotals = Totals();

        ChrfStatistics? best = null;
        double bestScore = -1;
        foreach (string reference in references)
        {
            ChrfStatistics candidate = CountAgainst(reference, hypothesisTotals, references.Count);
            double score = ChrfFormula.Score(candidate.HypothesisTotals.AsSpan(), candidate.ReferenceTotals.AsSpan(), candidate.Matches.AsSpan(), options);
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }
        return best!;
    }

    private ChrfStatistics CountAgainst(string reference, long[] hypothesisTotals, int referenceCount)
    {
        Read(reference);
        _characters.CountReference(CollectionsMarshal.AsSpan(_characterSymbols));
        _words.CountReference(CollectionsMarshal.AsSpan(_wordSymbols));
        long[] referenceTotals = Totals();

        long[] matches = new long[options.CharOrder + options.WordOrder];
        _characters.AddMatches(matches.AsSpan(0, options.CharOrder));
        _words.AddMatches(matches.AsSpan(options.CharOrder));
        return new ChrfStatistics
        {
            // An order the reference does not have is not held against the hypothesis.
            HypothesisTotals = [.. hypothesisTotals.Zip(referenceTotals, (hypothesis, of) => of == 0 ? 0 : hypothesis)],
            ReferenceTotals = ImmutableCollectionsMarshal.AsImmutableArray(referenceTotals),
            Matches = ImmutableCollectionsMarshal.AsImmutableArray(matches),
            ReferenceCount = referenceCount,
        };
    }

    // The number of n-grams per order of the text read last: its length less n − 1.
    private long[] Totals()
    {
        long[] totals = new long[options.CharOrder + options.WordOrder];
        for (int n = 1; n <= options.CharOrder; n++)
            totals[n - 1] = Math.Max(_characterSymbols.Count - n + 1, 0);
        for (int n = 1; n <= options.WordOrder; n++)
            totals[options.CharOrder + n - 1] = Math.Max(_wordSymbols.Count - n + 1, 0);
        return totals;
    }

    private void Read(string segment)
    {
        string text = options.Lowercase ? Lowercase.Of(segment) : segment;
        _characterSymbols.Clear();
        if (options.Whitespace)
            CodePoints.Append(text, _characterSymbols);
        else
            CodePoints.AppendWithoutWhitespace(text, _characterSymbols);

        _wordSymbols.Clear();
        if (options.WordOrder > 0)
        {
            foreach (ReadOnlySpan<char> word in Whitespace.Split(text))
                AddWord(word);
        }
    }

    // One ASCII punctuation mark is cut from the end of a word or, failing that, from its start: "(hi)" gives "(hi" and ")".
    private void AddWord(ReadOnlySpan<char> word)
    {
        if (word.Length == 1)
        {
            _wordSymbols.Add(_ids.Of(word));
        }
        else if (IsAsciiPunctuation(word[^1]))
        {
            _wordSymbols.Add(_ids.Of(word[..^1]));
            _wordSymbols.Add(_ids.Of(word[^1..]));
        }
        else if (IsAsciiPunctuation(word[0]))
        {
            _wordSymbols.Add(_ids.Of(word[..1]));
            _wordSymbols.Add(_ids.Of(word[1..]));
        }
        else
        {
            _wordSymbols.Add(_ids.Of(word));
        }
    }

    private static bool IsAsciiPunctuation(char c) => c is > ' ' and < '\u007F' && !char.IsAsciiLetterOrDigit(c);
}
