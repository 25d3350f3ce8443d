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
            row = NonFiniteJson.Parse(line.Text);
        }
        catch (JsonException failure)
        {
            string cut = line.Open ? " It is the last line and has no end: the file was probably cut off." : "";
            throw new InvalidDataException($"{path}({line.Number}): not a JSON value (byte {failure.BytePositionInLine} of the line); expected one JSON object per line.{cut}", failure);
        }

        if (row.RootElement.ValueKind == JsonValueKind.Object)
        {
            if (line.Text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase) && !HasNames(row.RootElement)) throw HalfPair(path, line, "a name");
            return row;
        }

        using (row) throw new InvalidDataException($"{path}({line.Number}): a JSON {row.RootElement.ValueKind}; expected one JSON object per line.");
    }

    // Names are compared while properties are looked for, and one with half of a surrogate pair cannot be.
    private static bool HasNames(JsonElement row)
    {
        foreach (JsonProperty property in row.EnumerateObject())
        {
            try
            {
                _ = property.Name;
                if (property.Value.ValueKind == JsonValueKind.Object && !HasNames(property.Value)) return false;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        return true;
    }

    private static InvalidDataException HalfPair(string path, TextLine line, string what, Exception? cause = null) =>
        new($"{path}({line.Number}): {what} has an unpaired surrogate; expected valid Unicode.\nhint: repair or remove the row.", cause);

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
            throw HalfPair(path, line, $"\"{property}\"", failure);
        }
    }

    /// <summary>The text at a path of properties, <c>translation.en</c>, or null where there is none.</summary>
    public static string? TextAt(JsonElement row, string column, string path, TextLine line)
    {
        if (row.TryGetProperty(column, out _)) return Text(row, column, path, line);
        string[] steps = column.Split('.');
        foreach (string step in steps[..^1])
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(step, out row)) return null;
        }

        return row.ValueKind == JsonValueKind.Object ? Text(row, steps[^1], path, line) : null;
    }

    /// <summary>The names of the properties, for a message.</summary>
    public static string Keys(JsonElement row)
    {
        string keys = string.Join(", ", row.EnumerateObject().Select(property => $"\"{property.Name}\""));
        return keys.Length > 0 ? keys : "an empty object";
    }
}
