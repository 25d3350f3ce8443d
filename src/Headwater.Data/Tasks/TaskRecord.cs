using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Data;

/// <summary>
/// One record of a task's data as its file or generator has it: values by name, nested where the file nests them. A <see cref="TaskForm"/> makes an
/// example of it. Immutable.
/// </summary>
public sealed record TaskRecord
{
    /// <param name="where">File and line, or what made it: for messages.</param>
    /// <param name="fields">An object.</param>
    public TaskRecord(string where, JsonElement fields)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(where);
        if (fields.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"{where}: a JSON {fields.ValueKind}; expected an object of named values.", nameof(fields));
        (Where, Fields) = (where, fields);
    }

    /// <summary>Where it comes from, for messages: <c>boolq/train.jsonl(3)</c>.</summary>
    public string Where { get; }

    /// <summary>The values by name.</summary>
    public JsonElement Fields { get; }

    /// <summary>A record that was made rather than read: <c>TaskRecord.Of("phrasebook question 3", new JsonObject { ["passage"] = "…", ["choices"] = new JsonArray("…", "…") })</c>.</summary>
    public static TaskRecord Of(string where, JsonObject fields) => new(where, JsonSerializer.SerializeToElement(fields));
}
