using System.Text.Json;

namespace Headwater.Data;

/// <summary>The id that a tokenizer.json puts before every text, as Llama's do: the first of the template of its post-processor.</summary>
public static class BeginningToken
{
    /// <summary>The id; null where texts begin with their own first token, or the file has no template.</summary>
    /// <param name="path">A tokenizer.json, or a folder that may hold one.</param>
    public static int? Of(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, TextTokenizer.JsonFileName) : path;
        if (!File.Exists(file) || !Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)) return null;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return Member(document.RootElement, "post_processor") is { } processor ? Of(processor) : null;
    }

    private static int? Of(JsonElement processor)
    {
        if (Member(processor, "processors") is { ValueKind: JsonValueKind.Array } several)
            return several.EnumerateArray().Select(Of).FirstOrDefault(id => id is not null);
        if (Member(processor, "single") is not { ValueKind: JsonValueKind.Array } single || single.GetArrayLength() == 0) return null;
        return Member(single[0], "SpecialToken") is { } first && Member(first, "id") is { ValueKind: JsonValueKind.String } name && Member(processor, "special_tokens") is { } known
            && Member(known, name.GetString()!) is { } token && Member(token, "ids") is { ValueKind: JsonValueKind.Array } ids && ids.GetArrayLength() > 0 ? ids[0].GetInt32() : null;
    }

    private static JsonElement? Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : null;
}
