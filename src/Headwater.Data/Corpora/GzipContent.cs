using System.IO.Compression;

namespace Headwater.Data;

/// <summary>
/// Decompresses gzip and reads it to its true end, which <see cref="GZipStream"/> does not: that takes a file that was cut off for one that ends, and leaves what follows the last member unread
/// without a word. Members follow one another as RFC 1952 says, and zeros may fill the last block, as tapes leave them. Any other bytes behind the last member are refused: gzip itself warns of
/// them and goes on, but here nobody would see the warning, and they may be a second member that lost its beginning.
/// </summary>
/// <remarks>
/// The decompressor gets the last bytes of the file one at a time, so that what it has taken when it stops is known. Behind the end of the file it is offered more bytes: a stream that is whole
/// looks at the next one only to see that no other member begins; one that was cut off asks on and on.
/// </remarks>
internal sealed class GzipContent : ForwardStream
{
    private readonly MeteredFile _file;
    private bool _ended;

    /// <param name="file">The compressed file.</param>
    /// <param name="length">Its length in bytes; below 0 where it is not known, and then bytes behind the last member are not noticed.</param>
    public GzipContent(Stream file, long length)
        : this(new MeteredFile(file, length))
    {
    }

    private GzipContent(MeteredFile file)
        : base(new GZipStream(file, CompressionMode.Decompress)) => _file = file;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _ended) return 0;
        int read;
        try
        {
            read = Below.Read(buffer);
        }
        catch (InvalidDataException failure) when (_file.IsBeyondEnd)
        {
            throw new InvalidDataException(MeteredFile.EndsEarly, failure);
        }

        if (read == 0)
        {
            _ended = true;
            _file.CheckRest();
        }

        return read;
    }

    private sealed class MeteredFile(Stream file, long length) : ForwardStream(file)
    {
        public const string EndsEarly = "the file ends too early";

        private const int MostAsked = 16;   // the header of a member has 10 bytes
        private const int Tail = 256;

        private long _taken;
        private int _asked;
        private byte _last;

        public bool IsBeyondEnd => _asked > 0;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty) return 0;
            long left = length - _taken - Tail;
            int read = Below.Read(length < 0 ? buffer : buffer[..(int)Math.Clamp(left, 1, buffer.Length)]);
            _taken += read;
            if (read > 0)
            {
                _last = buffer[read - 1];
                return read;
            }

            if (++_asked > MostAsked) throw new InvalidDataException(EndsEarly);
            buffer[0] = 0xFF;
            return 1;
        }

        // Whoever asked for more at the end saw that nothing follows.
        public void CheckRest()
        {
            if (_asked > 0 || length < 0) return;
            long from = _taken - 1;
            byte[] rest = new byte[Tail];
            bool isZero = _last == 0;
            for (int read = Below.Read(rest); isZero && read > 0; read = Below.Read(rest)) isZero = !rest.AsSpan(0, read).ContainsAnyExcept((byte)0);
            if (!isZero) throw new InvalidDataException(FormattableString.Invariant($"bytes that are not gzip follow its end, from about byte {from + 1} on"));
        }
    }
}
