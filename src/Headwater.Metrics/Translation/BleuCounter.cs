namespace Headwater.Metrics;

/// <summary>Counts segments for BLEU: matches, totals, tokens of the hypothesis, tokens of the closest reference, references.</summary>
internal sealed class BleuCounter(BleuOptions options) : SegmentCounter
{
    private readonly SegmentTokenizer _tokenizer = SegmentTokenizer.Of(options);
    private readonly TokenIds _ids = new();
    private readonly NgramTrie _ngrams = new(options.MaxOrder);
    private readonly long[] _matches = new long[options.MaxOrder];
    private readonly Scratch<char> _cased = new();
    private readonly Scratch<char> _spaced = new();
    private readonly Scratch<int> _tokens = new();

    public override int Width => WidthOf(options);

    public static int WidthOf(BleuOptions options) => 2 * options.MaxOrder + 3;

    public override void Count(ReadOnlySpan<char> hypothesis, List<ReadOnlyMemory<char>> references, Span<int> row)
    {
        _ids.Clear();
        int length = Read(hypothesis);
        _ngrams.CountHypothesis(_tokens.Span);

        int closest = 0;
        for (int k = 0; k < references.Count; k++)
        {
            int other = Read(references[k].Span);
            _ngrams.CountReference(_tokens.Span);
            closest = k == 0 ? other : Closer(length, closest, other);
        }

        Array.Clear(_matches);
        _ngrams.AddBestMatches(_matches);
        for (int n = 0; n < options.MaxOrder; n++)
        {
            row[n] = (int)_matches[n];
            row[options.MaxOrder + n] = Math.Max(length - n, 0);
        }
        row[^3] = length;
        row[^2] = closest;
        row[^1] = references.Count;
    }

    private static int Closer(int length, int a, int b)
    {
        int difference = Math.Abs(length - b).CompareTo(Math.Abs(length - a));
        return difference < 0 || (difference == 0 && b < a) ? b : a;
    }

    private int Read(ReadOnlySpan<char> segment)
    {
        ReadOnlySpan<char> cased = options.Lowercase ? Lowercase.Of(segment, _cased) : segment;
        _spaced.Clear();
        _tokenizer.Append(Whitespace.TrimEnd(cased), _spaced);

        _tokens.Clear();
        foreach (ReadOnlySpan<char> token in Whitespace.Split(_spaced.Span))
            _tokens.Add(_ids.Of(token));
        return _tokens.Count;
    }
}
