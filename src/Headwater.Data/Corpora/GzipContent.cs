using System.IO.Compression;

namespace Headwater.Data;

/// <summary>
/// Decompresses gzip and notices a file that was cut off, which <see cref="GZipStream"/> takes for the end. A member with a known mark is read after
/// the file's own members; where it does not come out as the very last bytes, the file was not whole.
/// </summary>
internal sealed class GzipContent : ForwardStream
{
    private static readonly byte[] Mark = "headwater: the end of this file "u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly byte[] _held = new byte[Mark.Length]; // the last bytes so far, which may be the mark
    private byte[] _ahead = [];
    private int _heldCount;

    public GzipContent(Stream file)
        : base(new GZipStream(new FileThenMark(file), CompressionMode.Decompress))
    {
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (_ahead.Length < Mark.Length + buffer.Length) _ahead = new byte[Mark.Length + buffer.Length];
            _held.AsSpan(0, _heldCount).CopyTo(_ahead);
            int read = Below.Read(_ahead, _heldCount, buffer.Length);
            if (read == 0)
            {
                return _heldCount == Mark.Length && _held.AsSpan().SequenceEqual(Mark) ? 0
                    : throw new InvalidDataException("the file ends too early");
            }

            int known = _heldCount + read, free = Math.Max(known - Mark.Length, 0);
            _ahead.AsSpan(0, free).CopyTo(buffer);
            _ahead.AsSpan(free, known - free).CopyTo(_held);
            _heldCount = known - free;
            if (free > 0) return free;
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.NoCompression)) gzip.Write(content);
        return target.ToArray();
    }

    private sealed class FileThenMark(Stream file) : ForwardStream(file)
    {
        private int _markRead;

        public override int Read(Span<byte> buffer)
        {
            int read = Below.Read(buffer);
            if (read > 0) return read;
            read = Math.Min(buffer.Length, MarkMember.Length - _markRead);
            MarkMember.AsSpan(_markRead, read).CopyTo(buffer);
            _markRead += read;
            return read;
        }
    }
}
