using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

/// <summary>The keys of the study file as a page, from its schema.</summary>
internal static class StudyKeyPage
{
    private static readonly JsonObject Schema = JsonNode.Parse(StudySchema.Json)!.AsObject();

    public static string Text()
    {
        StringBuilder page = new();
        page.Append("# Study keys\n\n<!-- Written by the tests from the schema of the study file (HEADWATER_GOLDEN=write); do not edit. -->\n\n")
            .Append("Every key of [the study file](../study-spec.md), as `headwater schema` has it. `NAME` stands for a name of your own. A value with several forms has each form's keys in its table.\n");
        List<(string Path, JsonObject Part)> sections = [("", Schema)];
        HashSet<string> written = new(StringComparer.Ordinal);
        while (sections.Count > 0)
        {
            (string path, JsonObject part) = sections[0];
            sections.RemoveAt(0);
            (string Key, JsonObject Value)[] keys = [.. Forms(part).SelectMany(form => form["properties"]?.AsObject().Select(entry => (entry.Key, entry.Value!.AsObject())) ?? []).DistinctBy(entry => entry.Key)];
            foreach (JsonObject named in Forms(part).Select(form => form["additionalProperties"]).OfType<JsonObject>())
                sections.Add(($"{path}.NAME".TrimStart('.'), named));
            if (keys.Length == 0 || !written.Add(string.Join(',', keys.Select(entry => entry.Key))))
                continue;
            page.Append(path.Length == 0 ? "\n## The study\n" : $"\n## {path}\n").Append("\n| key | takes | default | meaning |\n|---|---|---|---|\n");
            foreach ((string key, JsonObject value) in keys)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{key}` | {Kind(value)} | {(value["default"] is { } standard ? $"`{standard.ToJsonString().Trim('"')}`" : "")} | {Escaped(value["description"]?.ToString() ?? Resolved(value)["description"]?.ToString() ?? "")} |\n");
                sections.Add((path.Length == 0 ? key : $"{path}.{key}", value));
            }
        }

        return page.ToString();
    }

    private static JsonObject Resolved(JsonObject part) => part["$ref"] is { } reference ? Schema["definitions"]![reference.ToString().Split('/')[^1]]!.AsObject() : part;

    private static IEnumerable<JsonObject> Forms(JsonObject part) => Resolved(part) switch
    {
        var own when own["anyOf"] is JsonArray forms => forms.SelectMany(form => Forms(form!.AsObject())),
        var own when own["items"] is JsonObject items => Forms(items),
        var own => [own],
    };

    private static string Kind(JsonObject value) => string.Join(", ", Simple(value).Distinct());

    private static IEnumerable<string> Simple(JsonObject value) => Resolved(value) switch
    {
        var own when own["anyOf"] is JsonArray forms => forms.SelectMany(form => Simple(form!.AsObject())),
        var own when own["enum"] is JsonArray words => [string.Join(", ", words.Select(word => $"`{word}`"))],
        var own when own["const"] is { } word => [$"`{word}`"],
        var own when own["items"] is JsonObject => ["a list"],
        var own => own["type"] switch
        {
            JsonArray => ["text"],
            { } type when type.ToString() == "object" => ["a map"],
            { } type when type.ToString() == "boolean" => ["true or false"],
            { } type when type.ToString() == "integer" => [Bounded("a whole number", own)],
            { } type when type.ToString() == "number" => [Bounded("a number", own)],
            { } type when type.ToString() == "string" && own["pattern"]?.ToString().Contains("KMBT", StringComparison.Ordinal) == true => [],
            { } => ["text"],
            null => [],
        },
    };

    private static string Bounded(string what, JsonObject part) => string.Join(' ', new[]
    {
        what, part["minimum"] is { } least ? $"from {least}" : part["exclusiveMinimum"] is { } above ? $"above {above}" : "", part["maximum"] is { } most ? $"to {most}" : part["exclusiveMaximum"] is { } below ? $"below {below}" : "",
    }.Where(word => word.Length > 0));

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
