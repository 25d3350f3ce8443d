using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>The shapes of JSON output as a page, from what commands print.</summary>
internal static class JsonShapePage
{
    public static string Text(IEnumerable<(string Command, string Json)> outputs)
    {
        StringBuilder page = new();
        page.Append("# JSON output\n\n<!-- Written by the tests from what the commands print (HEADWATER_GOLDEN=write); do not edit. -->\n\n")
            .Append("Commands print JSON with `--json`, in UTF-8; `null` stands for a value that is unknown. Each table lists the properties of the output of the command above it. `[]` is an item of a list. A property that\n")
            .Append("depends on the input is present only where it applies. [What the numbers mean](../what-the-numbers-mean.md) explains the values.\n");
        foreach ((string command, string json) in outputs)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Dictionary<string, SortedSet<string>> shape = new(StringComparer.Ordinal);
            Collect(document.RootElement, "", shape);
            page.Append(CultureInfo.InvariantCulture, $"\n## headwater {command}\n\n| property | type |\n|---|---|\n");
            foreach ((string path, SortedSet<string> types) in shape.Where(entry => entry.Key.Length > 0))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{path}` | {string.Join(" or ", types)} |\n");
            }
        }

        return page.ToString();
    }

    private static void Collect(JsonElement element, string path, Dictionary<string, SortedSet<string>> shape)
    {
        if (!shape.TryGetValue(path, out SortedSet<string>? types))
        {
            shape[path] = types = new SortedSet<string>(StringComparer.Ordinal);
        }

        types.Add(element.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "boolean", var kind => kind.ToString().ToLowerInvariant() });
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", shape);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, $"{path}[]", shape);
            }
        }
    }
}
