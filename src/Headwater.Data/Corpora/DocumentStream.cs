using System.Text;

namespace Headwater.Data;

/// <summary>Documents as UTF-8, a line each: line breaks inside one become spaces.</summary>
internal sealed class DocumentStream(IEnumerable<string> documents) : ForwardStream(Null)
{
    private readonly IEnumerator<string> _documents = documents.GetEnumerator();
    private ReadOnlyMemory<byte> _line;

    public override int Read(Span<byte> buffer)
    {
        int written = 0;
        while (written < buffer.Length)
        {
            if (_line.IsEmpty)
            {
                if (!_documents.MoveNext()) break;
                _line = Encoding.UTF8.GetBytes(_documents.Current.ReplaceLineEndings(" ") + "\n");
            }

            int count = Math.Min(_line.Length, buffer.Length - written);
            _line.Span[..count].CopyTo(buffer[written..]);
            _line = _line[count..];
            written += count;
        }

        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _documents.Dispose();
        base.Dispose(disposing);
    }
}
