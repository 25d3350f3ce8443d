using System.Text;

namespace Headwater.Cli;

/// <summary>
/// The segments of a text as a text of lines, in memory that does not grow with it; what a segment is says <see cref="SegmentFile"/>. For encodings in which a line
/// ends with the byte of \n.
/// </summary>
internal sealed class SegmentReader : TextReader
{
    private readonly Encoding _encoding;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;
    private string _line = "";
    private int _given;

    private SegmentReader(string name, Stream stream, Encoding encoding) => (Name, _stream, _encoding) = (name, stream, encoding);

    /// <summary>What the text is called in messages and tables.</summary>
    public string Name { get; }

    /// <summary>Segments read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether <paramref name="encoding"/> ends its lines with one byte.</summary>
    public static bool Reads(Encoding encoding) => encoding.GetByteCount("\n") == 1;

    /// <summary>The segments of a file. Throws where it is not there.</summary>
    public static SegmentReader Open(string path, Encoding encoding) => new(path, SegmentFile.Open(path), encoding);

    /// <summary>The next characters of the segments, each with \n behind it. Throws, with its line, where bytes are no text.</summary>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_given == _line.Length)
        {
            if (Next() is not { } segment)
            {
                return 0;
            }

            (_line, _given) = (segment + "\n", 0);
        }

        int length = Math.Min(count, _line.Length - _given);
        _line.CopyTo(_given, buffer, index, length);
        _given += length;
        return length;
    }

    /// <summary>Reads to the end, for <see cref="Count"/>.</summary>
    public void CountRest()
    {
        while (Next() is not null)
        {
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private string? Next()
    {
        int length = FindEnd();
        if (length < 0 && _begin == _end)
        {
            return null;
        }

        ReadOnlySpan<byte> line = _buffer.AsSpan(_begin, length < 0 ? _end - _begin : length);
        _begin = length < 0 ? _end : _begin + length + 1;
        Count++;
        try
        {
            return SegmentFile.TrimEnd(Count == 1 ? PythonEncodings.Decode(_encoding, line) : _encoding.GetString(line));
        }
        catch (DecoderFallbackException fault)
        {
            throw SegmentFile.NotText(Name, Count, fault, _encoding);
        }
    }

    // How far the next \n is from the beginning of the unread part, which is read on as long as it holds none; −1 where the stream has none.
    private int FindEnd()
    {
        for (int searched = 0; ;)
        {
            int found = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return searched + found;
            }

            searched = _end - _begin;
            if (!Fill())
            {
                return -1;
            }
        }
    }

    private bool Fill()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
