using System.Text.Json.Nodes;
using Headwater.Laws;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies.Tests;

/// <summary>Whether a YAML text is valid by the schema of the study file, as an editor would find.</summary>
internal static class SchemaCheck
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(StudySchema.Json);

    public static JsonObject Document { get; } = JsonNode.Parse(StudySchema.Json)!.AsObject();

    public static bool Accepts(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(SpecSource.Protect(yaml)));
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(ToJson(stream.Documents[0].RootNode)?.ToJsonString() ?? "null");
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    // The core schema of YAML 1.2, which the YAML language server follows.
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, ToJson(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new ArgumentException($"{node} is no YAML.", nameof(node)),
    };
}
