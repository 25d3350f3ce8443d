using System.Text.Json.Nodes;

namespace Headwater.Studies;

/// <summary>The building blocks of <see cref="StudySchema"/>: what a value of the study file may look like, in JSON Schema draft 7.</summary>
internal static class SchemaParts
{
    /// <summary>Letters, digits, <c>-</c>, <c>_</c>, <c>+</c> and <c>.</c>, because names become folders. Written as what ASCII must not be, so that letters of every script pass.</summary>
    public const string NamePattern = @"^[^\x00-\x2A\x2C\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\x7F]+$";

    // 0.25M, 1e9, 8_000: what the editor takes for text and Headwater for a number.
    private const string NumberPattern = @"^\s*[0-9][0-9_, ]*(\.[0-9]*)?([eE][+-]?[0-9]+)?\s*[KMBTkmbt]?\s*$";

    /// <summary>Text; a number or a word such as <c>true</c> is read as text too.</summary>
    public static JsonObject Text(string about, string? pattern = null)
    {
        JsonObject text = new() { ["description"] = about, ["type"] = new JsonArray("string", "number", "boolean") };
        if (pattern is not null)
            text["pattern"] = pattern;
        return text;
    }

    public static JsonObject Flag(string about, bool standard) => new() { ["description"] = about, ["type"] = "boolean", ["default"] = standard };

    /// <summary>One of some words.</summary>
    public static JsonObject Choice(string about, string? standard, IEnumerable<string> words)
    {
        JsonObject choice = new() { ["description"] = about, ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
        if (standard is not null)
            choice["default"] = standard;
        return choice;
    }

    /// <summary>A whole number, also as <c>0.25M</c>.</summary>
    public static JsonObject Count(string about, long minimum = 1, long maximum = long.MaxValue, long? standard = null)
    {
        JsonObject whole = new() { ["type"] = "integer", ["minimum"] = minimum };
        if (maximum is not (long.MaxValue or int.MaxValue))
            whole["maximum"] = maximum;
        return With(standard is long value ? JsonValue.Create(value) : null, Either(about, whole, Suffixed()));
    }

    /// <summary>A number within a range, also as <c>0.25M</c>.</summary>
    public static JsonObject Number(string about, NumberRange range, double? standard = null)
    {
        JsonObject number = new() { ["type"] = "number" };
        foreach ((string keyword, double bound) in Bounds(range))
            number[keyword] = bound;
        return With(standard is double value ? JsonValue.Create(value) : null, Either(about, number, Suffixed()));
    }

    /// <summary>The same, or <c>none</c>.</summary>
    public static JsonObject OrNone(JsonObject value)
    {
        value["anyOf"]!.AsArray().Add(new JsonObject { ["const"] = "none" });
        return value;
    }

    /// <summary>One value, or a list of such values.</summary>
    public static JsonObject OneOrMore(string about, Func<JsonObject> item, bool mayBeEmpty = true)
    {
        JsonObject list = new() { ["type"] = "array", ["items"] = item() };
        if (!mayBeEmpty)
            list["minItems"] = 1;
        return Either(about, item(), list);
    }

    public static JsonObject Either(string about, params JsonObject[] options) => new() { ["description"] = about, ["anyOf"] = new JsonArray(options) };

    /// <summary>A map with these keys and no others.</summary>
    public static JsonObject Section(string about, IEnumerable<(string Key, JsonObject Value)> keys, params string[] required)
    {
        JsonObject section = new() { ["description"] = about, ["type"] = "object", ["additionalProperties"] = false };
        if (required.Length > 0)
            section["required"] = new JsonArray([.. required.Select(key => (JsonNode)key)]);
        section["properties"] = new JsonObject(keys.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        return section;
    }

    /// <summary>A map whose keys the author chooses.</summary>
    public static JsonObject Map(string about, JsonObject value, JsonObject? names = null)
    {
        JsonObject map = new() { ["description"] = about, ["type"] = "object", ["additionalProperties"] = value };
        if (names is not null)
            map["propertyNames"] = names;
        return map;
    }

    /// <summary>A part that is defined once and referred to.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Suffixed() => new() { ["type"] = "string", ["pattern"] = NumberPattern };

    private static JsonObject With(JsonNode? standard, JsonObject part)
    {
        if (standard is not null)
            part["default"] = standard;
        return part;
    }

    private static (string Keyword, double Bound)[] Bounds(NumberRange range) => range switch
    {
        _ when range == NumberRange.Positive => [("exclusiveMinimum", 0)],
        _ when range == NumberRange.NotNegative => [("minimum", 0)],
        _ when range == NumberRange.Share => [("minimum", 0), ("exclusiveMaximum", 1)],
        _ when range == NumberRange.NoiseDensity => [("exclusiveMinimum", 0), ("maximum", 0.9)],
        _ when range == NumberRange.AtLeastOne => [("minimum", 1)],
        _ when range == NumberRange.AboveOne => [("exclusiveMinimum", 1)],
        _ when range == NumberRange.ProperShare => [("exclusiveMinimum", 0), ("exclusiveMaximum", 1)],
        _ when range == NumberRange.LengthPenalty => [("minimum", 0), ("maximum", 10)],
        _ when range == NumberRange.Rate => [("minimum", 0), ("maximum", 1)],
        _ => throw new ArgumentException($"The schema does not know the range \"{range.Description}\".", nameof(range)),
    };
}
