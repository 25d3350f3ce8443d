namespace Headwater.Metrics;

/// <summary>Counts segments for TER: the fewest edits, the words of all references together, references.</summary>
internal sealed class TerCounter(TerOptions options) : SegmentCounter
{
    /// <summary>Cells of a row.</summary>
    public const int RowWidth = 3;

    private readonly TokenizerTercom _tokenizer = new(options);
    private readonly TokenIds _ids = new();
    private readonly ShiftSearch _search = new();
    private readonly Scratch<char> _cased = new();
    private readonly Scratch<char> _spaced = new();
    private readonly Scratch<char> _joined = new();
    private readonly Scratch<int> _hypothesis = new();
    private readonly Scratch<int> _reference = new();

    public override int Width => RowWidth;

    public override void Count(ReadOnlySpan<char> hypothesis, List<ReadOnlyMemory<char>> references, Span<int> row)
    {
        _ids.Clear();
        Read(hypothesis, _hypothesis, times: 1);
        int fewestEdits = int.MaxValue;
        int referenceWords = 0;
        for (int k = 0; k < references.Count; k++)
        {
            Read(references[k].Span, _reference, ReferencePasses);
            referenceWords += _reference.Count;
            fewestEdits = Math.Min(fewestEdits, _search.Edits(_hypothesis.Span, _reference.Span));
        }
        row[0] = fewestEdits;
        row[1] = referenceWords;
        row[2] = references.Count;
    }

    // The reference tool tokenizes every reference a second time (sacreBLEU 2.6.0, TER._extract_reference_info after Metric._cache_references). Only normalisation changes a text that has
    // gone through it: of "the cat's." the first pass sets the full stop apart, and the second one 's, which now has a blank behind it. Kept for equal scores.
    private int ReferencePasses => options.Normalized ? 2 : 1;

    private void Read(ReadOnlySpan<char> segment, Scratch<int> words, int times)
    {
        Tokenize(segment);
        for (int pass = 1; pass < times; pass++)
        {
            _joined.Clear();
            foreach (ReadOnlySpan<char> word in Whitespace.Split(_spaced.Span))
            {
                if (_joined.Count > 0)
                    _joined.Add(' ');
                _joined.Add(word);
            }
            Tokenize(_joined.Span);
        }

        words.Clear();
        foreach (ReadOnlySpan<char> word in Whitespace.Split(_spaced.Span))
            words.Add(_ids.Of(word));
    }

    private void Tokenize(ReadOnlySpan<char> segment)
    {
        ReadOnlySpan<char> cased = options.CaseSensitive ? segment : Lowercase.Of(segment, _cased);
        _spaced.Clear();
        _tokenizer.Append(Whitespace.TrimEnd(cased), _spaced);
    }
}
