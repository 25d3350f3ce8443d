using System.IO.Compression;

namespace Headwater.Data;

/// <summary>
/// Decompresses gzip and notices a file that was cut off, which <see cref="GZipStream"/> takes for the end. Behind the file's end it is offered more bytes, one at a time: a stream that is whole looks at
/// the next bytes only to see that no other member begins, as it does with zeros that fill a block; one that was cut off asks on and on.
/// </summary>
internal sealed class GzipContent(Stream file) : ForwardStream(new GZipStream(new FileThenMore(file), CompressionMode.Decompress))
{
    public override int Read(Span<byte> buffer) => Below.Read(buffer);

    private sealed class FileThenMore(Stream file) : ForwardStream(file)
    {
        private const int MostAsked = 16;   // the header of a member has 10 bytes

        private int _asked;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty) return 0;
            int read = Below.Read(buffer);
            if (read > 0) return read;
            if (++_asked > MostAsked) throw new InvalidDataException("the file ends too early");
            buffer[0] = 0xFF;
            return 1;
        }
    }
}
