using System.IO.Compression;

namespace Headwater.Laws;

/// <summary>
/// Decompresses a gzip file whole. A file that was cut off is a fault, and so are bytes behind the last member, unless they are zeros that fill a block: <see cref="GZipStream"/> ends at either
/// without a word, and a table would be short.
/// </summary>
internal static class GzipFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>The content.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, cut off or followed by something else; the message says after how many lines.</exception>
    public static Stream Read(string path)
    {
        MemoryStream content = new();
        using SlowEnd packed = new(File.ReadAllBytes(path));
        try
        {
            using GZipStream unpacked = new(packed, CompressionMode.Decompress);
            byte[] buffer = new byte[BufferSize];
            for (int read = unpacked.Read(buffer, 0, buffer.Length); read > 0; read = unpacked.Read(buffer, 0, buffer.Length))
            {
                content.Write(buffer, 0, read);
            }

            if (!packed.IsRead)
            {
                throw Broken($"bytes that are not gzip follow its end, from about byte {packed.Position} on");
            }
        }
        catch (InvalidDataException) when (packed.Asked > 0)
        {
            throw Broken("the file ends too early");
        }
        catch (InvalidDataException problem) when (!problem.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw Broken("it is damaged");
        }

        content.Position = 0;
        return content;

        InvalidDataException Broken(string reason) =>
            new($"{path}: the compressed data is broken after line {content.GetBuffer().AsSpan(0, (int)content.Length).Count((byte)'\n')} ({reason}); expected one whole gzip file.\nhint: fetch or pack the file again.");
    }

    // Gives its last bytes one at a time, so that it is known where the reader stops, and offers more behind the end, which the reader of a whole file looks at once.
    private sealed class SlowEnd(byte[] bytes) : MemoryStream(bytes)
    {
        private const int Tail = 256;
        private const int MostAsked = 16;   // the header of a member has 10 bytes

        private readonly byte[] _bytes = bytes;

        public int Asked { get; private set; }

        // All was read, or what was not is zeros.
        public bool IsRead => Asked > 0 || !_bytes.AsSpan((int)Math.Max(0, Position - 1)).ContainsAnyExcept((byte)0);

        // A span is read by this too, as it is in every stream that derives from this one.
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position < Length || count == 0)
            {
                return base.Read(buffer, offset, (int)Math.Clamp(Length - Position - Tail, Math.Min(1, count), count));
            }

            if (++Asked > MostAsked)
            {
                throw new InvalidDataException();
            }

            buffer[offset] = 0xFF;
            return 1;
        }
    }
}
