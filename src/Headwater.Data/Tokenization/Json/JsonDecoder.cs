using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>What the decoders of a tokenizer.json make of one piece. Decoders that look at several pieces at once, other than joining bytes, are not supported.</summary>
internal sealed class JsonDecoder
{
    private readonly List<Func<string, string>> _replacements = [];
    private bool _bytes;

    private JsonDecoder()
    {
    }

    public bool IsByteLevel { get; private set; }

    /// <summary>Whether a space at the very start is dropped.</summary>
    public bool DropsFirstSpace { get; private set; }

    public static JsonDecoder Read(JsonElement root, JsonPreTokenizer preTokenizer)
    {
        JsonDecoder decoder = new() { IsByteLevel = preTokenizer.IsByteLevel };
        bool any = false;
        foreach (JsonElement part in JsonParts.Flatten(root, "decoder", "decoders"))
        {
            decoder.Add(part);
            any = true;
        }

        if (!any) decoder.AddMetaspace(preTokenizer.PrependsSpace && !preTokenizer.IsByteLevel);
        return decoder;
    }

    public byte[] Surface(string piece)
    {
        if (_bytes && BytePiece.TryRead(piece, out byte value)) return [value];
        if (IsByteLevel && ByteLevelAlphabet.Read(piece) is { } bytes) return bytes;
        foreach (Func<string, string> replace in _replacements) piece = replace(piece);
        return Encoding.UTF8.GetBytes(piece);
    }

    private void Add(JsonElement part)
    {
        switch (JsonParts.Type(part))
        {
            case "ByteLevel": IsByteLevel = true; break;
            case "ByteFallback": _bytes = true; break;
            case "Fuse": break;
            case "Metaspace": AddMetaspace((JsonParts.Text(part, "prepend_scheme") ?? (JsonParts.Flag(part, "add_prefix_space", missing: true) ? "always" : "never")) != "never"); break;
            case "Strip" when JsonParts.Text(part, "content") == " " && JsonParts.Number(part, "stop", 0) == 0: DropsFirstSpace = JsonParts.Number(part, "start", 0) > 0; break;
            case "Replace" when JsonParts.Pattern(part) is { IsRegex: false, Pattern: var pattern }:
                string content = JsonParts.Text(part, "content") ?? "";
                _replacements.Add(piece => piece.Replace(pattern, content, StringComparison.Ordinal));
                break;
            default: throw JsonParts.Unsupported("decoder", $"\"{JsonParts.Type(part)}\"");
        }
    }

    private void AddMetaspace(bool dropsFirst)
    {
        _replacements.Add(piece => piece.Replace(WordCounts.Space, ' '));
        DropsFirstSpace = dropsFirst;
    }
}
