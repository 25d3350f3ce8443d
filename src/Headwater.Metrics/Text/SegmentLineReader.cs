namespace Headwater.Metrics;

/// <summary>Lines read from a stream of text and kept, one behind the other, until <see cref="Clear"/>. A line ends at a line feed, and carriage returns before it go with it.</summary>
internal sealed class SegmentLineReader(TextReader reader)
{
    private const int BlockLength = 1 << 15;

    private readonly char[] _block = new char[BlockLength];
    private readonly List<int> _ends = [];
    private int _blockStart;
    private int _blockEnd;
    private char[] _characters = new char[BlockLength];

    /// <summary>All lines read since the start of the stream.</summary>
    public long LinesRead { get; private set; }

    public int CharacterCount { get; private set; }

    public ReadOnlyMemory<char> this[int line]
    {
        get
        {
            int start = line == 0 ? 0 : _ends[line - 1];
            return _characters.AsMemory(start, _ends[line] - start);
        }
    }

    public void Clear()
    {
        _ends.Clear();
        CharacterCount = 0;
    }

    /// <summary>Adds the next line; false at the end of the stream. What follows a last line feed is no line when it is empty.</summary>
    public bool TryRead()
    {
        if (!HasMore())
            return false;

        int start = CharacterCount;
        int length;
        do
        {
            ReadOnlySpan<char> rest = _block.AsSpan(_blockStart, _blockEnd - _blockStart);
            length = rest.IndexOf('\n');
            Append(length < 0 ? rest : rest[..length]);
            _blockStart += length < 0 ? rest.Length : length + 1;
        }
        while (length < 0 && HasMore());

        while (CharacterCount > start && _characters[CharacterCount - 1] == '\r')
            CharacterCount--;
        _ends.Add(CharacterCount);
        LinesRead++;
        return true;
    }

    /// <summary>Reads to the end for <see cref="LinesRead"/> alone.</summary>
    public void CountRest()
    {
        do
            Clear();
        while (TryRead());
    }

    private bool HasMore()
    {
        if (_blockStart == _blockEnd)
            (_blockStart, _blockEnd) = (0, reader.Read(_block, 0, _block.Length));
        return _blockEnd > 0;
    }

    private void Append(ReadOnlySpan<char> characters)
    {
        if (_characters.Length - CharacterCount < characters.Length)
            Array.Resize(ref _characters, Math.Max(CharacterCount + characters.Length, 2 * _characters.Length));
        characters.CopyTo(_characters.AsSpan(CharacterCount));
        CharacterCount += characters.Length;
    }
}
