using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headwater.Data;

/// <summary>Values inside nested records, with messages that say where they were looked for.</summary>
internal static class Nested
{
    public static string Text(TaskRecord record, JsonElement within, string where, string name)
    {
        if (within.ValueKind != JsonValueKind.Object || !within.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String) throw Missing(record, where);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidDataException($"{record.Where}: {where} has an unpaired surrogate; expected valid Unicode.\nhint: repair or remove the record.", failure);
        }
    }

    public static JsonElement.ArrayEnumerator Items(TaskRecord record, JsonElement within, string where, string name) =>
        within.ValueKind == JsonValueKind.Object && within.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw Missing(record, where);

    /// <summary>The number that a part of a record has, for groups and messages; a question mark where it has none.</summary>
    public static string Id(JsonElement part, string name = "idx") =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out JsonElement id) ? id.GetRawText() : "?";

    public static InvalidDataException Missing(TaskRecord record, string where) => new(
        $"{record.Where}: there is no {where} as the published layout has it; found {JsonRow.Keys(record.Fields)}. Give the published file, or describe yours with prompt, choices and label.");
}

/// <summary>A published file layout in which a record holds several examples.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NestedLayout>))]
public enum NestedLayout
{
    /// <summary>SuperGLUE's MultiRC: <c>passage.questions[].answers[]</c>, one example per answer.</summary>
    MultiRc,

    /// <summary>SuperGLUE's ReCoRD: <c>passage.entities[]</c> by place and <c>qas[]</c>, one example per query.</summary>
    Record,
}
