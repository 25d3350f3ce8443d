using System.Text;

namespace Headwater.Data;

/// <summary>The documents of a corpus in a temporary file, to be read in any order. The file is deleted when it is disposed of.</summary>
public sealed class DocumentTexts : IDisposable
{
    private readonly FileStream _file;
    private readonly List<long> _ends = [];

    /// <param name="corpus">The corpus, which is read once.</param>
    /// <param name="path">Where the temporary file is made.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public DocumentTexts(Corpus corpus, string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            foreach (string document in corpus.Documents())
            {
                cancellation.ThrowIfCancellationRequested();
                _file.Write(Encoding.UTF8.GetBytes(document));
                _ends.Add(_file.Position);
            }

            _file.Flush();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public long Count => _ends.Count;

    /// <summary>A document by its number, counted from 0.</summary>
    public string this[long document]
    {
        get
        {
            long start = document == 0 ? 0 : _ends[(int)document - 1];
            byte[] bytes = new byte[_ends[(int)document] - start];
            _file.Seek(start, SeekOrigin.Begin);
            _file.ReadExactly(bytes);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    public void Dispose() => _file.Dispose();
}
