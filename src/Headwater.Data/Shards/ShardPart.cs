using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// A shard that is being written, in a folder of its own name with <c>.part</c> at the end, which nothing reads as a shard. The place reached is saved now and then: a
/// writing that was killed continues from there when the corpus, the tokenizer and the bound are the same, and starts again otherwise. One process writes at a time.
/// </summary>
internal sealed class ShardPart : IDisposable
{
    private const string ProgressFile = "progress.json";
    private const string LockFile = "lock";

    private readonly string _folder;
    private readonly ShardPlace _identity;
    private readonly FileStream _lock;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream? _tokens, _documents;
    private bool _kept;

    public ShardPart(string target, ShardPlace identity)
    {
        _folder = target + ".part";
        _identity = identity;
        Directory.CreateDirectory(_folder);
        _lock = Lock();
        Place = identity;
    }

    /// <summary>How much is written.</summary>
    public ShardPlace Place { get; private set; }

    private string Tokens => Path.Combine(_folder, TokenShardIndex.TokensFileName);

    private string Documents => Path.Combine(_folder, TokenShardIndex.DocumentsFileName);

    private string Progress => Path.Combine(_folder, ProgressFile);

    /// <summary>Opens the files, at the place that an earlier writing reached or empty.</summary>
    public void Open()
    {
        if (Earlier() is { } earlier)
        {
            Place = earlier;
            _kept = true;
        }

        _tokens = Open(Tokens, Place.Tokens * Place.BytesPerToken);
        _documents = Open(Documents, Place.Documents * sizeof(long));
        Rehash();
    }

    public void Append(ReadOnlySpan<byte> tokens, ReadOnlySpan<int> lengths)
    {
        byte[] ends = new byte[lengths.Length * sizeof(long)];
        long end = Place.Tokens;
        for (int i = 0; i < lengths.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(ends.AsSpan(i * sizeof(long)), end += lengths[i]);
        _tokens!.Write(tokens);
        _documents!.Write(ends);
        _hash.AppendData(tokens);
        Place = Place with { Tokens = end, Documents = Place.Documents + lengths.Length };
    }

    /// <summary>Makes sure that what is written so far outlasts this process.</summary>
    public void Save()
    {
        Flush();
        AtomicFile.Write(Progress, JsonSerializer.SerializeToUtf8Bytes(Place));
        _kept = true;
    }

    /// <summary>Turns the part into the shard: from here on it is whole.</summary>
    public void Finish(string target)
    {
        Flush();
        TokenShardIndex index = new()
        {
            Format = TokenShardIndex.CurrentFormat,
            BytesPerToken = Place.BytesPerToken,
            Tokens = Place.Tokens,
            Documents = Place.Documents,
            Fingerprint = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            CorpusFingerprint = Place.CorpusFingerprint,
            TokenizerFingerprint = Place.TokenizerFingerprint,
        };
        Close();
        AtomicFile.Write(Path.Combine(_folder, TokenShardIndex.FileName), index.ToBytes());
        File.Delete(Progress);
        File.Delete(Path.Combine(_folder, LockFile));
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        Directory.Move(_folder, target);
    }

    /// <summary>Leaves the part where a later writing can continue with it, and removes it where nothing of it was saved.</summary>
    public void Dispose()
    {
        Close();
        if (Directory.Exists(_folder) && !_kept) Directory.Delete(_folder, recursive: true);
        _lock.Dispose();
        _hash.Dispose();
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path.Combine(_folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy is not DirectoryNotFoundException)
        {
            throw new IOException($"{_folder} cannot be locked ({busy.Message}); another process is writing this shard. Wait for it.", busy);
        }
    }

    private ShardPlace? Earlier()
    {
        try
        {
            ShardPlace? place = File.Exists(Progress) ? JsonSerializer.Deserialize<ShardPlace>(File.ReadAllBytes(Progress)) : null;
            bool same = place is not null && place with { Tokens = 0, Documents = 0 } == _identity;
            return same && Length(Tokens) >= place!.Tokens * place.BytesPerToken && Length(Documents) >= place.Documents * sizeof(long) ? place : null;
        }
        catch (JsonException)
        {
            return null; // a place that cannot be read is no place
        }
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : -1;

    private static FileStream Open(string path, long length)
    {
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.SetLength(length);
        return file;
    }

    private void Rehash()
    {
        byte[] buffer = new byte[1 << 20];
        for (int read = _tokens!.Read(buffer); read > 0; read = _tokens.Read(buffer)) _hash.AppendData(buffer, 0, read);
        _documents!.Seek(0, SeekOrigin.End);
    }

    private void Flush()
    {
        _tokens!.Flush(flushToDisk: true);
        _documents!.Flush(flushToDisk: true);
    }

    private void Close()
    {
        _tokens?.Dispose();
        _documents?.Dispose();
    }
}

/// <summary>What a shard is made of, and how much of it is written.</summary>
internal sealed record ShardPlace(string CorpusFingerprint, string TokenizerFingerprint, int BytesPerToken, long MaxTokens, long Tokens, long Documents);
