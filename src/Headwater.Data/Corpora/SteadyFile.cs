using System.Globalization;

namespace Headwater.Data;

/// <summary>A file that must stay as long as it was when reading began: one that shrinks would end early without a word, one that grows is still being written.</summary>
internal sealed class SteadyFile(FileStream file) : ForwardStream(file)
{
    private readonly FileStream _file = file;
    private readonly long _length = file.CanSeek ? file.Length : 0;

    public override int Read(Span<byte> buffer)
    {
        int read = _file.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && _file.CanSeek) CheckLength();
        return read;
    }

    private void CheckLength()
    {
        long now = _file.Length;
        if (now != _length)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"{_file.Name}: the file had {_length} bytes when reading began and has {now} now. Let nothing write to it while it is read, and run again."));
        }
    }
}
