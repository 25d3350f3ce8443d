using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// What the decoders of a tokenizer.json make of one piece. Of decoders that look at several pieces at once, those that join bytes and that drop a space at the beginning are
/// supported.
/// </summary>
internal sealed class JsonDecoder
{
    private readonly List<Func<string, bool, string>> _replacements = [];
    private bool _fused;

    private JsonDecoder()
    {
    }

    public bool IsByteLevel { get; private set; }

    /// <summary>Whether pieces such as &lt;0x41&gt; are bytes.</summary>
    public bool HasBytes { get; private set; }

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

        if (!any && !preTokenizer.IsByteLevel) decoder.AddMetaspace(preTokenizer.PrependsSpace);
        return decoder;
    }

    /// <summary>The text of a piece, which may be the first of all.</summary>
    public byte[] Surface(string piece, bool isFirst)
    {
        if (HasBytes && BytePiece.TryRead(piece, out byte value)) return [value];
        if (IsByteLevel && ByteLevelAlphabet.Read(piece) is { } bytes) return bytes;
        foreach (Func<string, bool, string> replace in _replacements) piece = replace(piece, isFirst);
        return Encoding.UTF8.GetBytes(piece);
    }

    private void Add(JsonElement part)
    {
        switch (JsonParts.Type(part))
        {
            case "ByteLevel": IsByteLevel = true; break;
            case "ByteFallback": HasBytes = true; break;
            case "Fuse": _fused = true; break;
            case "Metaspace": AddMetaspace((JsonParts.Text(part, "prepend_scheme") ?? (JsonParts.Flag(part, "add_prefix_space", missing: true) ? "always" : "never")) != "never"); break;
            case "Strip" when _fused && JsonParts.Text(part, "content") == " " && JsonParts.Number(part, "stop", 0) == 0: DropsFirstSpace = JsonParts.Number(part, "start", 0) > 0; break;
            case "Replace" when !_fused && JsonParts.Literal(part) is { Length: > 0 } pattern:
                string content = JsonParts.Text(part, "content") ?? "";
                _replacements.Add((piece, _) => piece.Replace(pattern, content, StringComparison.Ordinal));
                break;
            default: throw JsonParts.Unsupported("decoder", $"\"{JsonParts.Type(part)}\"");
        }
    }

    // In the first piece every mark goes, not only the one in front.
    private void AddMetaspace(bool dropsFirst) =>
        _replacements.Add((piece, isFirst) => isFirst && dropsFirst ? piece.Replace("▁", "", StringComparison.Ordinal) : piece.Replace(WordCounts.Space, ' '));
}
