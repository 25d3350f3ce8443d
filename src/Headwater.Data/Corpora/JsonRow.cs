using System.Text.Json;

namespace Headwater.Data;

/// <summary>Reads one line of a JSONL file as an object.</summary>
internal static class JsonRow
{
    public static JsonDocument Parse(string path, TextLine line)
    {
        JsonDocument row;
        try
        {
            row = JsonDocument.Parse(line.Text);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{path}({line.Number}): not a JSON value ({failure.Message}); expected one JSON object a line.", failure);
        }

        if (row.RootElement.ValueKind == JsonValueKind.Object) return row;
        using (row) throw new InvalidDataException($"{path}({line.Number}): a JSON {row.RootElement.ValueKind}; expected one JSON object a line.");
    }

    /// <summary>The text of a property, or null where there is no such property.</summary>
    public static string? Text(JsonElement row, string property, string path, TextLine line)
    {
        if (!row.TryGetProperty(property, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidDataException($"{path}({line.Number}): \"{property}\" is a JSON {value.ValueKind}; expected a string.");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidDataException($"{path}({line.Number}): \"{property}\" holds half of a surrogate pair, which is not text. Repair or drop the row.", failure);
        }
    }

    public static string Keys(JsonElement row) => string.Join(", ", row.EnumerateObject().Select(property => $"\"{property.Name}\""));
}
