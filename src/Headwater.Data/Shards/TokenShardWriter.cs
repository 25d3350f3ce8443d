using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headwater.Data;

/// <summary>
/// Tokenises a corpus into a shard: the tokens of all documents one after another, without separator or end, as T5 was pretrained. The folder appears whole
/// or not at all; a shard that is there is replaced.
/// </summary>
public static class TokenShardWriter
{
    private const int FlushTokens = 1 << 16;

    /// <summary>Writes all tokens of a corpus. <paramref name="progress"/> receives the tokens written so far.</summary>
    public static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Write(directory, corpus, tokenizer, long.MaxValue, progress, cancellation);

    /// <summary>Writes the first <paramref name="maxTokens"/> tokens of a corpus, or all where it has fewer: for a corpus that a generator makes as long as one likes.</summary>
    public static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, long maxTokens, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            TokenShardIndex index = WriteTokens(Path.Combine(temporary, TokenShardIndex.TokensFileName), corpus, tokenizer, maxTokens, progress, cancellation);
            AtomicFile.Write(Path.Combine(temporary, TokenShardIndex.FileName), index.ToBytes());
            Replace(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private static TokenShardIndex WriteTokens(string path, Corpus corpus, TextTokenizer tokenizer, long maxTokens, IProgress<long>? progress, CancellationToken cancellation)
    {
        int width = tokenizer.VocabularySize <= 1 << 16 ? 2 : 4;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
        List<int> pending = new(FlushTokens * 2);
        long tokens = 0, documents = 0;
        foreach (string document in corpus.Documents())
        {
            cancellation.ThrowIfCancellationRequested();
            tokenizer.Encode(document, pending);
            documents++;
            bool full = tokens + pending.Count >= maxTokens;
            if (full) pending.RemoveRange((int)(maxTokens - tokens), pending.Count - (int)(maxTokens - tokens));
            if (!full && pending.Count < FlushTokens) continue;
            Flush();
            if (full) break;
        }

        Flush();
        file.Flush(flushToDisk: true);
        return new TokenShardIndex
        {
            Format = TokenShardIndex.CurrentFormat,
            BytesPerToken = width,
            Tokens = tokens,
            Documents = documents,
            Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset()),
            CorpusFingerprint = corpus.Fingerprint,
            TokenizerFingerprint = tokenizer.Fingerprint,
        };

        void Flush()
        {
            byte[] bytes = ToBytes(pending, width);
            file.Write(bytes);
            hash.AppendData(bytes);
            tokens += pending.Count;
            pending.Clear();
            progress?.Report(tokens);
        }
    }

    private static byte[] ToBytes(List<int> tokens, int width)
    {
        byte[] bytes = new byte[tokens.Count * width];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (width == 2) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), (ushort)tokens[i]);
            else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), tokens[i]);
        }

        return bytes;
    }

    // A folder cannot be replaced in one step. Where two writers meet, the one that comes second leaves the first one's shard, which is equal.
    private static void Replace(string temporary, string target)
    {
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (File.Exists(Path.Combine(target, TokenShardIndex.FileName)))
        {
        }
    }
}
