using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// Reads a tokenizer.json (github huggingface/tokenizers): models BPE and Unigram with the normalizers, pre-tokenizers and decoders that text-to-text models use. What is not
/// supported is refused. Post-processors are left out: ids come without special tokens.
/// </summary>
internal static class JsonTokenizerFile
{
    private const string Sentinel = "<extra_id_";

    /// <summary>Throws <see cref="FileNotFoundException"/> or <see cref="InvalidDataException"/>.</summary>
    public static TokenizerContent Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no tokenizer at {path}; expected a tokenizer.json.", path);
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return Read(document.RootElement, bytes);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"{path} cannot be used: {Reason(failure)}. Expected a tokenizer.json of the tokenizers library with a BPE or Unigram model; where there is a spiece.model beside it, use that.", failure);
        }
    }

    private static string Reason(Exception failure) => failure is InvalidDataException ? failure.Message : $"it is not a tokenizer.json ({failure.Message.TrimEnd('.')})";

    private static TokenizerContent Read(JsonElement root, byte[] bytes)
    {
        JsonElement model = root.GetProperty("model");
        string type = JsonParts.Text(model, "type") ?? (model.TryGetProperty("merges", out _) ? "BPE" : "(no type)");
        JsonPreTokenizer preTokenizer = JsonPreTokenizer.Read(root);
        JsonDecoder decoder = JsonDecoder.Read(root, preTokenizer);
        JsonVocabulary vocabulary = JsonVocabulary.Read(root, model, type);
        IPieceEncoder pieces = type == "BPE" ? Merges(model, vocabulary) : Unigram(model, vocabulary);
        bool drops = decoder.DropsFirstSpace;
        ImmutableArray<byte[]> surfaces = [.. vocabulary.Names.Select((name, id) => vocabulary.IsSpecial(id) ? [] : decoder.Surface(name))];
        return new TokenizerContent
        {
            Encoder = new JsonEncoder(JsonNormalizer.Read(root), preTokenizer, pieces),
            Names = vocabulary.Names,
            Surfaces = surfaces,
            BeginsWithDummyPrefix = [.. surfaces.Select(surface => drops && surface is [(byte)' ', ..])],
            HasPublishedLayout = vocabulary.HasPublishedLayout,
            UnknownId = vocabulary.UnknownId,
            Sentinels = vocabulary.Sentinels,
            File = [.. bytes],
            FileName = TextTokenizer.JsonFileName,
        };
    }

    private static RankedMergeEncoder Merges(JsonElement model, JsonVocabulary vocabulary)
    {
        foreach (string affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (!string.IsNullOrEmpty(JsonParts.Text(model, affix))) throw JsonParts.Unsupported(affix, $"\"{JsonParts.Text(model, affix)}\"");
        }

        return new RankedMergeEncoder(vocabulary.Searchable(), model.GetProperty("merges").EnumerateArray().Select(Merge), new RankedMergeOptions
        {
            UnknownId = vocabulary.UnknownId,
            FuseUnknown = JsonParts.Flag(model, "fuse_unk", missing: false),
            IgnoreMerges = JsonParts.Flag(model, "ignore_merges", missing: false),
            ByteIds = JsonParts.Flag(model, "byte_fallback", missing: false) ? vocabulary.ByteIds() : default,
        });
    }

    private static (string Left, string Right) Merge(JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array) return (merge[0].GetString()!, merge[1].GetString()!);
        string[] parts = merge.GetString()!.Split(' ');
        return parts.Length == 2 ? (parts[0], parts[1]) : throw new InvalidDataException($"merge \"{merge.GetString()}\" has {parts.Length.ToString(CultureInfo.InvariantCulture)} parts; expected 2");
    }

    private static UnigramEncoder<double> Unigram(JsonElement model, JsonVocabulary vocabulary)
    {
        bool byteFallback = JsonParts.Flag(model, "byte_fallback", missing: false);
        if (byteFallback && vocabulary.ByteIds().Contains(-1)) throw JsonParts.Unsupported("byte_fallback", "without all 256 bytes");
        SentencePieceLayout layout = new()
        {
            Pieces = vocabulary.Pieces(byteFallback),
            UnknownId = vocabulary.UnknownId ?? throw new InvalidDataException("its Unigram model has no unk_id"),
            ByteFallback = byteFallback,
            AddDummyPrefix = false,
            RemoveExtraWhitespaces = false,
            SpacesAreMarked = true,
        };
        return new UnigramEncoder<double>(layout, vocabulary.Scores);
    }

    /// <summary>Whether a name is that of the k-th sentinel of T5.</summary>
    public static bool IsSentinel(string name, int k) => name == string.Create(CultureInfo.InvariantCulture, $"{Sentinel}{k}>");
}
