using System.Globalization;

namespace Headwater.Data;

/// <summary>A file that must stay as long as it was when reading began: one that shrinks would end early without a word, one that grows is still being written.</summary>
internal sealed class SteadyFile(FileStream file) : Stream
{
    private readonly long _length = file.CanSeek ? file.Length : 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && file.CanSeek) CheckLength();
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void CheckLength()
    {
        long now = file.Length;
        if (now != _length)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"{file.Name}: the file had {_length} bytes when reading began and has {now} now. Let nothing write to it while it is read, and run again."));
        }
    }
}
