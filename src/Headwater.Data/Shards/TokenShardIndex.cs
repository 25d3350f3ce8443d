using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headwater.Data;

/// <summary>The `index.json` of a shard: what `tokens.bin` beside it holds.</summary>
internal sealed record TokenShardIndex
{
    public const string FileName = "index.json";
    public const string TokensFileName = "tokens.bin";
    public const string DocumentsFileName = "documents.bin";
    public const int CurrentFormat = 2;

    // Shards from before the ends of documents were kept; they serve wherever those are not needed.
    private const int FormatWithoutDocuments = 1;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectRequiredConstructorParameters = true };

    public required int Format { get; init; }

    /// <summary>2 where every id fits into 16 bits, else 4; little-endian.</summary>
    public required int BytesPerToken { get; init; }

    public required long Tokens { get; init; }

    public required long Documents { get; init; }

    /// <summary>Hash of the tokens.</summary>
    public required string Fingerprint { get; init; }

    public required string CorpusFingerprint { get; init; }

    public required string TokenizerFingerprint { get; init; }

    /// <summary>Whether `documents.bin` holds the end of each document, in tokens, as little-endian 64-bit numbers.</summary>
    [JsonIgnore]
    public bool HasDocuments => Format > FormatWithoutDocuments;

    [JsonIgnore]
    public long Bytes => Tokens * BytesPerToken;

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    public static TokenShardIndex Read(string directory)
    {
        string path = Path.Combine(directory, FileName);
        string tokens = Path.Combine(directory, TokensFileName);
        if (!File.Exists(path) || !File.Exists(tokens))
            throw new FileNotFoundException($"No token shard at {directory}; expected {FileName} and {TokensFileName}, as TokenShardWriter makes them.", path);
        TokenShardIndex index;
        try
        {
            index = JsonSerializer.Deserialize<TokenShardIndex>(File.ReadAllBytes(path), Json) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path}: not the index of a token shard ({failure.Message}).\nhint: delete the folder; it is made again.", failure);
        }

        if (index.Format is < FormatWithoutDocuments or > CurrentFormat || index.BytesPerToken is not (2 or 4))
            throw new InvalidDataException($"{path}: format {index.Format} with {index.BytesPerToken} bytes per token; expected format {FormatWithoutDocuments} or {CurrentFormat} with 2 or 4.\nhint: delete the folder; it is made again.");
        Check(tokens, index.Bytes, $"the {index.Tokens} tokens");
        if (index.HasDocuments) Check(Path.Combine(directory, DocumentsFileName), index.Documents * sizeof(long), $"the {index.Documents} documents");
        return index;
    }

    private static void Check(string path, long expected, string what)
    {
        long length = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (length != expected || length == 0)
            throw new InvalidDataException($"{path} has {length} bytes; expected {expected} for {what} of its index.\nhint: delete the folder; it is made again.");
    }
}
