using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Headwater.Data;

/// <summary>The tokens of one corpus on disk, mapped into memory. Reading is thread-safe until it is disposed of.</summary>
public sealed class TokenShard : IDisposable
{
    private readonly TokenShardIndex _index;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly MemoryMappedFile? _documentsFile;
    private readonly MemoryMappedViewAccessor? _documents;

    private TokenShard(string directory, TokenShardIndex index)
    {
        _index = index;
        _file = MemoryMappedFile.CreateFromFile(Path.Combine(directory, TokenShardIndex.TokensFileName), FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, index.Bytes, MemoryMappedFileAccess.Read);
        if (!index.HasDocuments) return;
        _documentsFile = MemoryMappedFile.CreateFromFile(Path.Combine(directory, TokenShardIndex.DocumentsFileName), FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _documents = _documentsFile.CreateViewAccessor(0, index.Documents * sizeof(long), MemoryMappedFileAccess.Read);
    }

    /// <summary>Opens a folder that <see cref="TokenShardWriter"/> made. Throws <see cref="FileNotFoundException"/> or <see cref="InvalidDataException"/>.</summary>
    public static TokenShard Open(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new TokenShard(directory, TokenShardIndex.Read(directory));
    }

    public long TokenCount => _index.Tokens;

    public long DocumentCount => _index.Documents;

    /// <summary>Hash of the tokens: equal shards have the same, whatever they are called.</summary>
    public string Fingerprint => _index.Fingerprint;

    public string CorpusFingerprint => _index.CorpusFingerprint;

    public string TokenizerFingerprint => _index.TokenizerFingerprint;

    /// <summary>Fills <paramref name="into"/> with the tokens from place <paramref name="start"/> on.</summary>
    public void Read(long start, Span<int> into)
    {
        if (start < 0 || start + into.Length > TokenCount)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The shard has {TokenCount} tokens; {into.Length} from place {start} on are not all there.");
        if (_index.BytesPerToken == 4)
        {
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)start * 4, into);
            return;
        }

        ushort[] narrow = ArrayPool<ushort>.Shared.Rent(into.Length);
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)start * 2, narrow.AsSpan(0, into.Length));
        for (int i = 0; i < into.Length; i++) into[i] = narrow[i];
        ArrayPool<ushort>.Shared.Return(narrow);
    }

    /// <summary>The place behind a document's last token, documents counted from 0. Throws <see cref="InvalidOperationException"/> for a shard that an older version wrote.</summary>
    public long DocumentEnd(long document)
    {
        if (_documents is null)
            throw new InvalidOperationException("The shard was written before the ends of documents were kept.\nhint: delete its folder; it is made again.");
        ArgumentOutOfRangeException.ThrowIfNegative(document);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(document, DocumentCount);
        return _documents.ReadInt64(document * sizeof(long));
    }

    /// <summary>Marks the tokens from a place on that begin a document, and no others.</summary>
    internal void MarkDocuments(long start, Span<bool> begins)
    {
        begins.Clear();
        (long low, long high) = (0, DocumentCount);         // the first document that begins at or after the start
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (DocumentStart(middle) < start) low = middle + 1;
            else high = middle;
        }

        for (long document = low; document < DocumentCount && DocumentStart(document) < start + begins.Length; document++)
            begins[(int)(DocumentStart(document) - start)] = true;
    }

    /// <summary>The place of a document's first token.</summary>
    public long DocumentStart(long document) => document == 0 ? 0 : DocumentEnd(document - 1);

    public void Dispose()
    {
        _documents?.Dispose();
        _documentsFile?.Dispose();
        _view.Dispose();
        _file.Dispose();
    }
}
