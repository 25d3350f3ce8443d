using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>What a <see cref="FieldPath"/> leads to: one value, or the items of a list. Immutable.</summary>
internal sealed record FieldValue(ImmutableArray<JsonElement> Items, bool IsList)
{
    public static FieldValue Of(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? new FieldValue([.. element.EnumerateArray()], IsList: true)
        : new FieldValue([element], IsList: false);

    public bool IsNull => !IsList && Items[0].ValueKind == JsonValueKind.Null;

    public FieldValue? At(int place) => IsList && place < Items.Length ? Of(Items[place]) : null;

    // After a list, of each of its items.
    public FieldValue? Named(string name)
    {
        if (!IsList)
            return Property(Items[0], name) is { } value ? Of(value) : null;
        JsonElement?[] found = [.. Items.Select(item => Property(item, name))];
        return found.Length > 0 && found.All(item => item is not null) ? new FieldValue([.. found.Select(item => item!.Value)], IsList: true) : null;
    }

    /// <summary>The text of an item: of a string itself, of a number or truth value as JSON writes it; null for an object, a list or null.</summary>
    public static string? TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => item.GetRawText(),
        _ => null,
    };

    private static JsonElement? Property(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) ? value : null;
}
