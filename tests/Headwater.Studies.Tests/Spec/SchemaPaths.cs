using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Headwater.Studies.Tests;

/// <summary>Dotted paths of keys in the schema of the study file; <c>*</c> stands for a name that the author chooses.</summary>
internal static partial class SchemaPaths
{
    /// <summary>The parts of the schema at a path that a reader declared, such as <c>corpora.en.path</c>.</summary>
    public static JsonObject[] At(string path)
    {
        JsonObject[] parts = [SchemaCheck.Document];
        foreach (string key in Keys(path))
            parts = [.. parts.SelectMany(Alternatives).SelectMany(part => Child(part, key))];
        return parts;
    }

    /// <summary>Every path that the schema names.</summary>
    public static IEnumerable<string> OfSchema() => Below(SchemaCheck.Document, "", 0).Distinct();

    /// <summary>Whether a declared path is one of the schema's.</summary>
    public static bool Matches(string declared, string path)
    {
        string[] keys = Keys(declared);
        string[] pattern = path.Split('.');
        return keys.Length == pattern.Length && keys.Zip(pattern).All(pair => pair.Second == "*" || pair.First == pair.Second);
    }

    private static IEnumerable<string> Below(JsonObject part, string path, int depth)
    {
        if (depth > 12)
            throw new InvalidOperationException($"The schema has no end below {path}.");
        foreach (JsonObject option in Alternatives(part))
        {
            foreach ((string key, JsonNode? value) in option["properties"]?.AsObject() ?? [])
            {
                string own = path.Length == 0 ? key : $"{path}.{key}";
                foreach (string below in Below(value!.AsObject(), own, depth + 1).Prepend(own))
                    yield return below;
            }

            // Several models or tasks have the keys of one.
            if (option["additionalProperties"] is JsonObject named && named["$ref"] is null)
            {
                foreach (string below in Below(named, $"{path}.*", depth + 1))
                    yield return below;
            }
        }
    }

    // A stage is called "stage 1 of pretraining.mixtures.a", and its keys follow that.
    private static string[] Keys(string path) => Stage().Replace(path, match => $"{match.Groups["mixture"].Value}.stages.").Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<JsonObject> Child(JsonObject part, string key) => part["properties"]?[key] is JsonObject known ? [known] : part["additionalProperties"] is JsonObject any ? [any] : [];

    private static IEnumerable<JsonObject> Alternatives(JsonObject part) => part["$ref"] is { } reference ? Alternatives(SchemaCheck.Document["definitions"]![reference.ToString().Split('/')[^1]]!.AsObject())
        : part["anyOf"] is JsonArray options ? options.SelectMany(option => Alternatives(option!.AsObject()))
        : part["items"] is JsonObject items ? Alternatives(items) : [part];

    [GeneratedRegex(@"^stage \d+ of (?<mixture>[^.]+\.[^.]+\.[^.]+)\.")]
    private static partial Regex Stage();
}
