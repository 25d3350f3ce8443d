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
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException or ArgumentException or FormatException or IndexOutOfRangeException)
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
        SentinelBlock? sentinels = SentinelBlock.Find(vocabulary.Names);
        JsonNormalizer normalizer = JsonNormalizer.Read(root);
        ImmutableArray<string> names = Shown(vocabulary, normalizer);
        bool IsHidden(int id) => vocabulary.IsSpecial(id) || sentinels is { } block && id >= block.Begin && id < block.End;
        return new TokenizerContent
        {
            Encoder = new JsonEncoder(normalizer, preTokenizer, pieces, vocabulary.Added),
            Names = names,
            Surfaces = [.. names.Select((name, id) => IsHidden(id) ? [] : decoder.Surface(name, isFirst: false))],
            FirstSurfaces = [.. names.Select((name, id) => IsHidden(id) ? [] : decoder.Surface(name, isFirst: true))],
            DropsFirstSpace = decoder.DropsFirstSpace,
            BrokenBytes = decoder.HasBytes ? BrokenBytes.ByRun : BrokenBytes.ByPart,
            HasPublishedLayout = vocabulary.HasPublishedLayout,
            UnknownId = vocabulary.UnknownId,
            Sentinels = sentinels,
            File = [.. bytes],
            FileName = TextTokenizer.JsonFileName,
        };
    }

    // The library shows, and decodes, an added token that it looks for in normalised text as it looks there.
    private static ImmutableArray<string> Shown(JsonVocabulary vocabulary, JsonNormalizer normalizer)
    {
        ImmutableArray<string>.Builder names = vocabulary.Names.ToBuilder();
        foreach (AddedToken token in vocabulary.Added.Where(token => token.Normalized)) names[token.Id] = normalizer.Apply(new Segment(token.Content, 0)).Text;
        return names.DrainToImmutable();
    }

    private static RankedMergeEncoder Merges(JsonElement model, JsonVocabulary vocabulary)
    {
        foreach (string affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (!string.IsNullOrEmpty(JsonParts.Text(model, affix))) throw JsonParts.Unsupported(affix, $"\"{JsonParts.Text(model, affix)}\"");
        }

        return new RankedMergeEncoder(vocabulary.Pieces, model.GetProperty("merges").EnumerateArray().Select(Merge), new RankedMergeOptions
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
            Pieces = vocabulary.ScoredPieces(byteFallback),
            UnknownId = vocabulary.UnknownId ?? throw new InvalidDataException("its Unigram model has no unk_id"),
            ByteFallback = byteFallback,
            AddDummyPrefix = false,
            RemoveExtraWhitespaces = false,
            SpacesAreMarked = true,
        };
        return new UnigramEncoder<double>(layout, vocabulary.Scores);
    }
}
