using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>The ids of a tokenizer.json: those of the model and, behind them, those of tokens that were added.</summary>
internal sealed class JsonVocabulary
{
    private readonly List<string> _names = [];
    private readonly List<double> _scores = [];
    private readonly HashSet<int> _special = [];
    private readonly List<AddedToken> _added = [];

    private JsonVocabulary()
    {
    }

    public ImmutableArray<string> Names { get; private set; } = [];

    /// <summary>The scores of a Unigram model by id.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The ids of a BPE model by piece.</summary>
    public Dictionary<string, int> Pieces { get; } = new(StringComparer.Ordinal);

    /// <summary>How many ids are the model's own.</summary>
    public int ModelSize { get; private set; }

    /// <summary>All tokens that were added, those of the model's vocabulary among them.</summary>
    public IReadOnlyList<AddedToken> Added => _added;

    public int? UnknownId { get; private set; }

    /// <summary>Padding 0, end of sequence 1, unknown 2, as T5.</summary>
    public bool HasPublishedLayout => Names is [_, _, _, ..] && Names[0] == "<pad>" && Names[1] == "</s>" && UnknownId == 2;

    public static JsonVocabulary Read(JsonElement root, JsonElement model, string type)
    {
        JsonVocabulary read = new();
        if (type == "Unigram") read.ReadScored(model);
        else if (type == "BPE") read.ReadNumbered(model);
        else throw JsonParts.Unsupported("model", $"\"{type}\"");
        read.ModelSize = read._names.Count;
        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            Dictionary<string, int> known = new(read.Pieces, StringComparer.Ordinal);
            foreach (JsonElement token in added.EnumerateArray()) read.Add(AddedTokenOf(token), known);
        }

        read.Names = [.. read._names];
        return read;
    }

    /// <summary>Whether an id is left out of decoded text.</summary>
    public bool IsSpecial(int id) => _special.Contains(id);

    /// <summary>The id of each byte's piece, &lt;0x00&gt; to &lt;0xFF&gt;; −1 where there is none.</summary>
    public ImmutableArray<int> ByteIds() => [.. Enumerable.Range(0, 256).Select(value => Pieces.GetValueOrDefault(BytePiece.Text((byte)value), -1))];

    /// <summary>The pieces of a Unigram model.</summary>
    public ImmutableArray<Piece> ScoredPieces(bool byteFallback) => [.. Enumerable.Range(0, ModelSize).Select(id => new Piece(_names[id], (float)_scores[id],
        id == UnknownId ? PieceType.Unknown : byteFallback && BytePiece.TryRead(_names[id], out _) ? PieceType.Byte : PieceType.Normal))];

    private void ReadScored(JsonElement model)
    {
        foreach (JsonElement entry in model.GetProperty("vocab").EnumerateArray())
        {
            string name = entry[0].GetString()!;
            Pieces[name] = _names.Count;
            _names.Add(name);
            _scores.Add(entry[1].GetDouble());
        }

        if (model.TryGetProperty("unk_id", out JsonElement unknown) && unknown.ValueKind == JsonValueKind.Number) UnknownId = unknown.GetInt32();
        if (UnknownId is { } id && (id < 0 || id >= _names.Count)) throw new InvalidDataException($"its unk_id is {id} and its vocabulary has {_names.Count} pieces");
    }

    private void ReadNumbered(JsonElement model)
    {
        string? unknown = JsonParts.Text(model, "unk_token");
        SortedDictionary<int, string> byId = [];
        foreach (JsonProperty entry in model.GetProperty("vocab").EnumerateObject())
        {
            int id = entry.Value.GetInt32();
            if (!byId.TryAdd(id, entry.Name)) throw new InvalidDataException($"id {id} stands twice in its vocabulary");
            Pieces[entry.Name] = id;
            if (entry.Name == unknown) UnknownId = id;
        }

        if (byId.Count > 0 && (byId.Keys.First() != 0 || byId.Keys.Last() != byId.Count - 1))
            throw new InvalidDataException($"its vocabulary has {byId.Count} entries and ids up to {byId.Keys.Last()}; expected every id once");
        _names.AddRange(byId.Values);
        if (!string.IsNullOrEmpty(unknown) && UnknownId is null) throw new InvalidDataException($"its unk_token is \"{unknown}\", which its vocabulary lacks");
    }

    // The library numbers added tokens itself, in their order, whatever the file says.
    private void Add(AddedToken token, Dictionary<string, int> known)
    {
        if (token.Content.Length == 0) return;
        if (!known.TryGetValue(token.Content, out int id))
        {
            known.Add(token.Content, id = _names.Count);
            _names.Add(token.Content);
        }

        if (id != token.Id) throw new InvalidDataException($"the added token \"{token.Content}\" has id {token.Id}, where the tokenizers library gives it {id}; expected added tokens in the order of their ids, behind the vocabulary");
        if (token.Special) _special.Add(id);
        _added.RemoveAll(other => other.Content == token.Content);
        _added.Add(token);
    }

    private static AddedToken AddedTokenOf(JsonElement token)
    {
        bool special = JsonParts.Flag(token, "special", missing: false);
        return new AddedToken
        {
            Id = token.GetProperty("id").GetInt32(),
            Content = JsonParts.Text(token, "content") ?? throw new InvalidDataException("an added token has no content"),
            Special = special,
            SingleWord = JsonParts.Flag(token, "single_word", missing: false),
            LeftStrip = JsonParts.Flag(token, "lstrip", missing: false),
            RightStrip = JsonParts.Flag(token, "rstrip", missing: false),
            Normalized = JsonParts.Flag(token, "normalized", missing: !special),
        };
    }
}
