using System.Text.Json;

namespace Headwater.Models;

/// <summary>The object of a config.json; what is absent or null is null. A value of another kind than expected is refused by name.</summary>
internal sealed class ConfigObject(JsonElement root, string source)
{
    public string Source => source;

    /// <param name="root">The file's value.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="model">What it must describe, for messages: "a T5 model".</param>
    public static ConfigObject Of(JsonElement root, string source, string model) => root.ValueKind == JsonValueKind.Object
        ? new ConfigObject(root, source)
        : throw new InvalidDataException($"{source} is not a JSON object; expected the config.json of {model}.");

    /// <summary>A whole number, which may be written 64.0.</summary>
    public int? Whole(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Fault(name, value, "a whole number");

    public double? Number(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number
        : throw Fault(name, value, "a number");

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Fault(name, value, "true or false");

    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Fault(name, value, "a text in quotes");

    /// <summary>An object inside this one.</summary>
    public ConfigObject? Section(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new ConfigObject(value, $"{source}, {name}")
        : throw Fault(name, value, "an object in braces");

    /// <summary>A value, or the first one of a list of values.</summary>
    public JsonElement? First(string name) => Find(name) is not { } value ? null
        : value.ValueKind != JsonValueKind.Array ? value
        : value.GetArrayLength() > 0 ? value[0] : null;

    /// <param name="model">What the file must be the config.json of, for the message: "a T5 model".</param>
    public int Required(string name, string model) => Whole(name)
        ?? throw new InvalidDataException($"{source} has no \"{name}\". It must be the config.json of {model}.");

    private InvalidDataException Fault(string name, JsonElement value, string expected) =>
        new($"{source}: {name} is {(value.GetRawText() is { Length: <= 60 } raw ? raw : "a " + value.ValueKind.ToString().ToLowerInvariant())}; expected {expected}.\nhint: copy config.json again from where the model was published.");

    private JsonElement? Find(string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
