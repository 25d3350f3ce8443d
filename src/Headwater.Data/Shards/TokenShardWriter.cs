using System.Globalization;

namespace Headwater.Data;

/// <summary>
/// Tokenises a corpus into a shard: the tokens of all documents one after another, without separator or end, as T5 was pretrained, and where each document ends. The folder
/// appears whole or not at all; a shard that is there is replaced. The bytes do not depend on the number of threads, nor on interruptions: a writing that was killed continues.
/// </summary>
public static class TokenShardWriter
{
    /// <summary>Writes all tokens of a corpus. <paramref name="progress"/> receives the tokens written so far.</summary>
    public static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Write(directory, corpus, tokenizer, new ShardOptions { Progress = progress }, cancellation);

    /// <summary>Writes the tokens of a corpus.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; there is then no shard.</exception>
    /// <exception cref="InvalidDataException">The corpus is broken or empty.</exception>
    public static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, ShardOptions options, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxTokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SaveEvery);
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        int width = tokenizer.VocabularySize <= 1 << 16 ? 2 : 4;
        using ShardPart part = new(target, new ShardPlace(corpus.Fingerprint, tokenizer.Fingerprint, width, options.MaxTokens, Tokens: 0, Documents: 0));
        Guarded(target, part, part.Open);
        WriteTokens(part, target, corpus, tokenizer, options, cancellation);
        Guarded(target, part, () => part.Finish(target));
    }

    private static void WriteTokens(ShardPart part, string target, Corpus corpus, TextTokenizer tokenizer, ShardOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int width = part.Place.BytesPerToken;
        long saved = part.Place.Tokens;
        IEnumerable<string> missing = Skip(corpus.Documents(options.Tally ?? new CorpusTally()), part.Place.Documents, cancellation);
        foreach (EncodedBlock block in OrderedBlocks.Map(OrderedBlocks.Of(missing), documents => EncodedBlock.Of(documents, tokenizer, width), options.Threads))
        {
            cancellation.ThrowIfCancellationRequested();
            bool full = Append(part, target, block, options.MaxTokens);
            options.Progress?.Report(part.Place.Tokens);
            if (full) break;
            if (part.Place.Tokens - saved < options.SaveEvery) continue;
            Guarded(target, part, part.Save);
            saved = part.Place.Tokens;
        }
    }

    private static IEnumerable<string> Skip(IEnumerable<string> documents, long count, CancellationToken cancellation)
    {
        foreach (string document in documents)
        {
            if (count-- > 0) cancellation.ThrowIfCancellationRequested();
            else yield return document;
        }
    }

    // Whether the bound is reached; the last document is then cut there.
    private static bool Append(ShardPart part, string target, EncodedBlock block, long maxTokens)
    {
        long room = maxTokens - part.Place.Tokens;
        int documents = 0;
        long tokens = 0;
        while (documents < block.Lengths.Length && tokens < room) tokens += block.Lengths[documents++];
        int[] lengths = block.Lengths[..documents];
        if (tokens > room) lengths[^1] -= (int)(tokens - room);
        Guarded(target, part, () => part.Append(block.Bytes.AsSpan(0, (int)(Math.Min(tokens, room) * part.Place.BytesPerToken)), lengths));
        return tokens >= room;
    }

    private static void Guarded(string target, ShardPart part, Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"{target}: the shard cannot be written after {part.Place.Tokens} tokens of {part.Place.Documents} documents ({failure.Message}). There is no shard; make room or choose another folder, and run again."), failure);
        }
    }
}
