using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>Counts the edits of one segment after another for TER, keeping its buffers. Not thread-safe.</summary>
internal sealed class TerCounter(TerOptions options)
{
    private readonly TokenizerTercom _tokenizer = new(options);
    private readonly TokenIds _ids = new();
    private readonly ShiftSearch _search = new();
    private readonly List<char> _spaced = [];
    private readonly List<int> _hypothesis = [];
    private readonly List<int> _reference = [];

    public TerStatistics Count(string hypothesis, IReadOnlyList<string> references)
    {
        Read(hypothesis, _hypothesis);
        int fewestEdits = int.MaxValue;
        long referenceWords = 0;
        foreach (string reference in references)
        {
            Read(reference, _reference);
            referenceWords += _reference.Count;
            fewestEdits = Math.Min(fewestEdits, _search.Edits(CollectionsMarshal.AsSpan(_hypothesis), CollectionsMarshal.AsSpan(_reference)));
        }
        return new TerStatistics
        {
            Edits = fewestEdits,
            ReferenceLength = (double)referenceWords / references.Count,
            ReferenceCount = references.Count,
        };
    }

    private void Read(string segment, List<int> words)
    {
        string cased = options.CaseSensitive ? segment : Lowercase.Of(segment);
        _spaced.Clear();
        _tokenizer.Append(Whitespace.TrimEnd(cased), _spaced);

        words.Clear();
        foreach (ReadOnlySpan<char> word in Whitespace.Split(CollectionsMarshal.AsSpan(_spaced)))
            words.Add(_ids.Of(word));
    }
}
