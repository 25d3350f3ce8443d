using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// The tokens that a checkpoint was given on top of its SentencePiece model: the transformers library writes them beside it, as <c>added_tokens.json</c>, {"token": id}, and with their
/// settings in <c>added_tokens_decoder</c> of <c>tokenizer_config.json</c>.
/// </summary>
internal static class AddedTokenFiles
{
    public const string Tokens = "added_tokens.json", Settings = "tokenizer_config.json";

    /// <summary>The content with the tokens in its folder. Throws <see cref="InvalidDataException"/> where their ids do not follow the pieces and the sentinels.</summary>
    public static TokenizerContent Add(TokenizerContent content, string folder)
    {
        SortedDictionary<int, AddedToken> tokens = [];
        byte[]? settings = ReadIfThere(folder, Settings), list = ReadIfThere(folder, Tokens);
        bool isLegacy = true;
        if (settings is not null) Parse(Path.Combine(folder, Settings), settings, root => isLegacy = ReadSettings(root, tokens));
        if (list is not null) Parse(Path.Combine(folder, Tokens), list, root => ReadList(root, tokens));
        int pieces = content.Names.Length;
        AddedToken[] above = [.. tokens.Values.Where(token => token.Id >= pieces && !IsSentinel(token.Content))];
        AddedToken[] within = [.. tokens.Values.Where(token => token.Id < pieces && !token.Special)];
        if (above.Length == 0 && within.Length == 0) return content;
        if (!isLegacy) throw new InvalidDataException($"{Path.Combine(folder, Settings)}: \"legacy\" is false beside added tokens, which is not supported.\nhint: use the tokenizer.json of the checkpoint in place of its {content.FileName}.");
        foreach (AddedToken token in within.Where(token => content.Names[token.Id] != token.Content))
            throw Misplaced(folder, token, $"that is the id of the piece \"{content.Names[token.Id]}\"");
        for (int i = 1; i < above.Length; i++)
        {
            if (above[i].Id != above[i - 1].Id + 1) throw Misplaced(folder, above[i], $"the one before it has {above[i - 1].Id}");
        }

        int sentinels = above.Length == 0 ? 0 : above[0].Id - pieces;
        return content with
        {
            Encoder = new AddedTokenEncoder(content.Encoder, new AddedTokens([.. above, .. within], token => token.Content)),
            Names = [.. content.Names, .. Enumerable.Range(0, sentinels).Select(place => SentinelBlock.Name(sentinels - 1 - place)), .. above.Select(token => token.Content)],
            Surfaces = With(content.Surfaces, sentinels, above),
            FirstSurfaces = content.FirstSurfaces.IsDefault ? default : With(content.FirstSurfaces, sentinels, above),
            Sentinels = above.Length == 0 ? null : new SentinelBlock(pieces, sentinels),
            OtherFiles = content.OtherFiles.AddRange(Files(settings, list)),
        };
    }

    private static ImmutableArray<byte[]> With(ImmutableArray<byte[]> surfaces, int sentinels, AddedToken[] added) =>
        [.. surfaces, .. Enumerable.Repeat<byte[]>([], sentinels), .. added.Select(token => token.Special ? [] : System.Text.Encoding.UTF8.GetBytes(token.Content))];

    private static IEnumerable<KeyValuePair<string, ImmutableArray<byte>>> Files(byte[]? settings, byte[]? list)
    {
        if (settings is not null) yield return KeyValuePair.Create(Settings, settings.ToImmutableArray());
        if (list is not null) yield return KeyValuePair.Create(Tokens, list.ToImmutableArray());
    }

    private static byte[]? ReadIfThere(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static void Parse(string path, byte[] content, Action<JsonElement> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} cannot be read: {failure.Message.TrimEnd('.')}. Expected a file that the transformers library wrote.\nhint: repair it, or move it away where the model has no tokens of its own.", failure);
        }
    }

    private static bool ReadSettings(JsonElement root, SortedDictionary<int, AddedToken> tokens)
    {
        if (root.TryGetProperty("added_tokens_decoder", out JsonElement decoder) && decoder.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in decoder.EnumerateObject())
            {
                int id = int.Parse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture);
                JsonElement token = entry.Value;
                tokens[id] = new AddedToken
                {
                    Id = id, Content = token.GetProperty("content").GetString()!, Special = JsonParts.Flag(token, "special", missing: false),
                    SingleWord = JsonParts.Flag(token, "single_word", missing: false), LeftStrip = JsonParts.Flag(token, "lstrip", missing: false), RightStrip = JsonParts.Flag(token, "rstrip", missing: false),
                };
            }
        }

        return JsonParts.Flag(root, "legacy", missing: true);
    }

    private static void ReadList(JsonElement root, SortedDictionary<int, AddedToken> tokens)
    {
        foreach (JsonProperty entry in root.EnumerateObject())
        {
            int id = entry.Value.GetInt32();
            if (!tokens.TryGetValue(id, out AddedToken? known) || known.Content != entry.Name) tokens[id] = new AddedToken { Id = id, Content = entry.Name };
        }
    }

    private static bool IsSentinel(string content) => content.StartsWith("<extra_id_", StringComparison.Ordinal) && content.EndsWith('>');

    private static InvalidDataException Misplaced(string folder, AddedToken token, string reason) => new(
        $"{folder}: the added token \"{token.Content}\" has id {token.Id}, and {reason}; expected ids in one row behind the pieces and the sentinels.\nhint: give the model that the tokens were added to, or its tokenizer.json.");
}
