namespace Headwater.Metrics;

/// <summary>
/// Segments read side by side from streams of lines, a batch at a time: no more than so many segments and so many characters, however long the streams
/// are. A line that is empty in a reference stream means one reference less.
/// </summary>
internal sealed class SegmentLines : SegmentSource
{
    private const int MostSegments = 4096;
    private const int MostCharacters = 1 << 20;          // a batch ends with the segment that goes beyond

    private readonly SegmentLineReader[] _streams;              // the hypotheses, then the references
    private int _count;

    public SegmentLines(TextReader hypotheses, IReadOnlyList<TextReader> references)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("There are 0 reference streams; expected at least one, each as long as the hypotheses.", nameof(references));
        _streams = [new SegmentLineReader(hypotheses), .. references.Select(reader => new SegmentLineReader(reader))];
    }

    public override int Count => _count;

    public override ReadOnlyMemory<char> Hypothesis(int index) => _streams[0][index];

    public override void References(int index, List<ReadOnlyMemory<char>> references)
    {
        references.Clear();
        for (int k = 1; k < _streams.Length; k++)
        {
            ReadOnlyMemory<char> line = _streams[k][index];
            if (!line.IsEmpty)
                references.Add(line);
        }
    }

    /// <summary>Reads the next batch in place of the last; false at the end of the streams. Throws when one of them ends before the others.</summary>
    public bool TryReadNext()
    {
        foreach (SegmentLineReader stream in _streams)
            stream.Clear();
        _count = 0;
        while (_count < MostSegments && _streams.Sum(stream => stream.CharacterCount) < MostCharacters && TryReadSegment())
            _count++;
        return _count > 0;
    }

    private bool TryReadSegment()
    {
        int read = _streams.Count(stream => stream.TryRead());
        if (read != 0 && read != _streams.Length)
            ThrowLengths();
        return read > 0;
    }

    private void ThrowLengths()
    {
        long shortest = _streams.Min(stream => stream.LinesRead);
        foreach (SegmentLineReader stream in _streams)
            stream.CountRest();
        int k = Array.FindIndex(_streams, 1, stream => stream.LinesRead != _streams[0].LinesRead);
        string other = k > 0
            ? $"Reference stream {k} has {_streams[k].LinesRead} segments and the hypotheses have {_streams[0].LinesRead}"
            : "The streams changed while they were read";
        throw new ArgumentException($"{other}; expected the same number. Segment {shortest + 1} is the first that is missing.");
    }
}
