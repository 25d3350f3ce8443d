using System.Text.Json;

namespace Headwater.Data;

/// <summary>Reading parts of a tokenizer.json: each has a `type` and settings, and a Sequence holds several.</summary>
internal static class JsonParts
{
    /// <summary>The parts of a section in their order; none where it is null or absent.</summary>
    public static IEnumerable<JsonElement> Flatten(JsonElement owner, string section, string listName)
    {
        if (!owner.TryGetProperty(section, out JsonElement part) || part.ValueKind == JsonValueKind.Null) return [];
        return FlattenPart(part, listName);
    }

    public static string Type(JsonElement part) => Text(part, "type") ?? "(no type)";

    public static string? Text(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(JsonElement part, string name, bool missing) =>
        part.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : missing;

    public static int Number(JsonElement part, string name, int missing) =>
        part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : missing;

    /// <summary>A `pattern`: a String to find as it is, or a Regex.</summary>
    public static PatternMatcher Pattern(JsonElement part)
    {
        JsonElement pattern = part.GetProperty("pattern");
        if (Literal(part) is { } text) return PatternMatcher.Literal(text);
        return PatternMatcher.Of(Text(pattern, "Regex") ?? throw Unsupported("pattern", pattern.GetRawText()));
    }

    /// <summary>The String of a `pattern`, or null where it is something else.</summary>
    public static string? Literal(JsonElement part) => Text(part.GetProperty("pattern"), "String");

    public static InvalidDataException Unsupported(string what, string found) =>
        new($"the {what} {found} is not supported");

    private static IEnumerable<JsonElement> FlattenPart(JsonElement part, string listName) =>
        Type(part) == "Sequence" ? part.GetProperty(listName).EnumerateArray().SelectMany(inner => FlattenPart(inner, listName)) : [part];
}
