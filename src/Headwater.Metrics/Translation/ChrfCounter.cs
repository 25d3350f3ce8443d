namespace Headwater.Metrics;

/// <summary>
/// Counts segments for chrF: per order, characters before words, the n-grams of the hypothesis, those of the reference and the matches; then references.
/// </summary>
internal sealed class ChrfCounter(ChrfOptions options) : SegmentCounter
{
    private readonly TokenIds _ids = new();
    private readonly NgramTrie _characters = new(options.CharOrder);
    private readonly NgramTrie _words = new(options.WordOrder);
    private readonly Scratch<char> _cased = new();
    private readonly Scratch<int> _characterSymbols = new();
    private readonly Scratch<int> _wordSymbols = new();
    private readonly long[] _hypothesisTotals = new long[options.CharOrder + options.WordOrder];

    // Against the reference at hand: totals of the hypothesis, of the reference, matches.
    private readonly long[] _candidate = new long[3 * (options.CharOrder + options.WordOrder)];

    public override int Width => WidthOf(options);

    public static int WidthOf(ChrfOptions options) => 3 * OrdersOf(options) + 1;

    /// <summary>The statistics against the reference with the best score; the first of equals.</summary>
    public override void Count(ReadOnlySpan<char> hypothesis, List<ReadOnlyMemory<char>> references, Span<int> row)
    {
        _ids.Clear();
        Read(hypothesis);
        _characters.CountHypothesis(_characterSymbols.Span);
        _words.CountHypothesis(_wordSymbols.Span);
        WriteTotals(_hypothesisTotals);

        double best = -1;
        for (int k = 0; k < references.Count; k++)
        {
            double score = ScoreAgainst(references[k].Span);
            if (score <= best)
                continue;
            best = score;
            for (int cell = 0; cell < _candidate.Length; cell++)
                row[cell] = (int)_candidate[cell];
        }
        row[^1] = references.Count;
    }

    private static int OrdersOf(ChrfOptions options) => options.CharOrder + options.WordOrder;

    private double ScoreAgainst(ReadOnlySpan<char> reference)
    {
        Read(reference);
        _characters.CountReference(_characterSymbols.Span);
        _words.CountReference(_wordSymbols.Span);

        int orders = OrdersOf(options);
        Span<long> hypothesisTotals = _candidate.AsSpan(0, orders);
        Span<long> referenceTotals = _candidate.AsSpan(orders, orders);
        Span<long> matches = _candidate.AsSpan(2 * orders);
        WriteTotals(referenceTotals);
        for (int n = 0; n < orders; n++)
            hypothesisTotals[n] = referenceTotals[n] == 0 ? 0 : _hypothesisTotals[n]; // an order the reference lacks is not held against the hypothesis
        matches.Clear();
        _characters.AddMatches(matches[..options.CharOrder]);
        _words.AddMatches(matches[options.CharOrder..]);
        return ChrfFormula.Score(hypothesisTotals, referenceTotals, matches, options);
    }

    // The number of n-grams per order of the text read last: its length less n − 1.
    private void WriteTotals(Span<long> totals)
    {
        for (int n = 0; n < options.CharOrder; n++)
            totals[n] = Math.Max(_characterSymbols.Count - n, 0);
        for (int n = 0; n < options.WordOrder; n++)
            totals[options.CharOrder + n] = Math.Max(_wordSymbols.Count - n, 0);
    }

    private void Read(ReadOnlySpan<char> segment)
    {
        ReadOnlySpan<char> text = options.Lowercase ? Lowercase.Of(segment, _cased) : segment;
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
