using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>The ids of a tokenizer.json: those of the model and the tokens added to it. Sentinels at the top, the first one highest, are counted and left out.</summary>
internal sealed class JsonVocabulary
{
    private readonly HashSet<int> _special = [];

    private JsonVocabulary()
    {
    }

    public ImmutableArray<string> Names { get; private set; } = [];

    /// <summary>The scores of a Unigram model by id; 0 for others.</summary>
    public ImmutableArray<double> Scores { get; private set; } = [];

    public int? UnknownId { get; private set; }

    /// <summary>How many sentinels the vocabulary ends in; null for none.</summary>
    public int? Sentinels { get; private set; }

    /// <summary>Padding 0, end of sequence 1, unknown 2, as T5.</summary>
    public bool HasPublishedLayout => Names is [_, _, _, ..] && Names[0] == "<pad>" && Names[1] == "</s>" && UnknownId == 2;

    public static JsonVocabulary Read(JsonElement root, JsonElement model, string type)
    {
        JsonVocabulary read = new();
        SortedDictionary<int, (string Name, double Score)> entries = type switch
        {
            "Unigram" => read.ReadScored(model),
            "BPE" => read.ReadNumbered(model),
            _ => throw JsonParts.Unsupported("model", $"\"{type}\""),
        };
        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement token in added.EnumerateArray()) read.AddToken(token, entries);
        }

        if (read.UnknownId is { } unknown) read._special.Add(unknown);
        int count = entries.Count == 0 ? 0 : entries.Keys.Max() + 1;
        if (count != entries.Count) throw new InvalidDataException($"its vocabulary has {entries.Count} entries and ids up to {count - 1}; expected every id once");
        int sentinels = 0;
        while (sentinels < count && JsonTokenizerFile.IsSentinel(entries[count - 1 - sentinels].Name, sentinels)) sentinels++;
        read.Sentinels = sentinels == 0 ? null : sentinels;
        read.Names = [.. entries.Values.Take(count - sentinels).Select(entry => entry.Name)];
        read.Scores = [.. entries.Values.Take(count - sentinels).Select(entry => entry.Score)];
        return read;
    }

    public bool IsSpecial(int id) => _special.Contains(id);

    /// <summary>The pieces that text can be cut into.</summary>
    public IEnumerable<KeyValuePair<string, int>> Searchable() => Names.Select((name, id) => KeyValuePair.Create(name, id)).Where(entry => !IsSpecial(entry.Value));

    /// <summary>The id of each byte's piece, &lt;0x00&gt; to &lt;0xFF&gt;; −1 where there is none.</summary>
    public ImmutableArray<int> ByteIds()
    {
        Dictionary<string, int> ids = Names.Select((name, id) => (name, id)).ToDictionary(entry => entry.name, entry => entry.id, StringComparer.Ordinal);
        return [.. Enumerable.Range(0, 256).Select(value => ids.GetValueOrDefault(BytePiece.Text((byte)value), -1))];
    }

    public ImmutableArray<Piece> Pieces(bool byteFallback) => [.. Names.Select((name, id) => new Piece(name, (float)Scores[id], Kind(name, id, byteFallback)))];

    private PieceType Kind(string name, int id, bool byteFallback)
    {
        if (id == UnknownId) return PieceType.Unknown;
        if (IsSpecial(id)) return PieceType.Control;
        return byteFallback && BytePiece.TryRead(name, out _) ? PieceType.Byte : PieceType.Normal;
    }

    private SortedDictionary<int, (string Name, double Score)> ReadScored(JsonElement model)
    {
        SortedDictionary<int, (string, double)> entries = [];
        foreach (JsonElement entry in model.GetProperty("vocab").EnumerateArray()) entries.Add(entries.Count, (entry[0].GetString()!, entry[1].GetDouble()));
        if (model.TryGetProperty("unk_id", out JsonElement unknown) && unknown.ValueKind == JsonValueKind.Number) UnknownId = unknown.GetInt32();
        return entries;
    }

    private SortedDictionary<int, (string Name, double Score)> ReadNumbered(JsonElement model)
    {
        SortedDictionary<int, (string, double)> entries = [];
        string? unknown = JsonParts.Text(model, "unk_token");
        foreach (JsonProperty entry in model.GetProperty("vocab").EnumerateObject())
        {
            int id = entry.Value.GetInt32();
            if (!entries.TryAdd(id, (entry.Name, 0))) throw new InvalidDataException($"id {id} stands twice in its vocabulary");
            if (entry.Name == unknown) UnknownId = id;
        }

        return entries;
    }

    private void AddToken(JsonElement token, SortedDictionary<int, (string Name, double Score)> entries)
    {
        int id = token.GetProperty("id").GetInt32();
        string name = JsonParts.Text(token, "content") ?? "";
        if (JsonParts.Flag(token, "special", missing: false)) _special.Add(id);
        else if (!entries.ContainsKey(id)) throw JsonParts.Unsupported("added token", $"\"{name}\", which is not special,");
        entries.TryAdd(id, (name, 0));
    }
}
