using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>Counts one segment after another for BLEU, keeping its buffers. Not thread-safe.</summary>
internal sealed class BleuCounter(BleuOptions options)
{
    private readonly SegmentTokenizer _tokenizer = SegmentTokenizer.Of(options.Tokenizer);
    private readonly TokenIds _ids = new();
    private readonly NgramTrie _ngrams = new(options.MaxOrder);
    private readonly List<char> _spaced = [];
    private readonly List<int> _tokens = [];

    public BleuStatistics Count(string hypothesis, IReadOnlyList<string> references)
    {
        ReadOnlySpan<int> tokens = TokensOf(hypothesis);
        int hypothesisLength = tokens.Length;
        _ngrams.CountHypothesis(tokens);

        int closest = 0;
        for (int k = 0; k < references.Count; k++)
        {
            tokens = TokensOf(references[k]);
            _ngrams.CountReference(tokens);
            closest = k == 0 ? tokens.Length : Closer(hypothesisLength, closest, tokens.Length);
        }

        long[] matches = new long[options.MaxOrder];
        _ngrams.AddBestMatches(matches);
        return new BleuStatistics
        {
            Matches = ImmutableCollectionsMarshal.AsImmutableArray(matches),
            Totals = [.. Enumerable.Range(1, options.MaxOrder).Select(n => (long)Math.Max(hypothesisLength - n + 1, 0))],
            HypothesisLength = hypothesisLength,
            ReferenceLength = closest,
            ReferenceCount = references.Count,
        };
    }

    private static int Closer(int length, int a, int b)
    {
        int difference = Math.Abs(length - b).CompareTo(Math.Abs(length - a));
        return difference < 0 || (difference == 0 && b < a) ? b : a;
    }

    // The span is valid until the next call.
    private ReadOnlySpan<int> TokensOf(string segment)
    {
        string cased = options.Lowercase ? Lowercase.Of(segment) : segment;
        _spaced.Clear();
        _tokenizer.Append(Whitespace.TrimEnd(cased), _spaced);

        _tokens.Clear();
        foreach (ReadOnlySpan<char> token in Whitespace.Split(CollectionsMarshal.AsSpan(_spaced)))
            _tokens.Add(_ids.Of(token));
        return CollectionsMarshal.AsSpan(_tokens);
    }
}
