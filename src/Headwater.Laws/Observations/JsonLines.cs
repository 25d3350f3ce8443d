using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Reads a table of one JSON object a line; its columns are the keys of all lines. Arrays and objects inside are not read.</summary>
internal static class JsonLines
{
    public static RawTable Read(string text)
    {
        List<(int, string)> faults = [];
        List<(int Line, Dictionary<string, string> Cells)> lines = [];
        List<string> columns = [];
        int number = 0;
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    faults.Add((number, $"the line is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; expected an object"));
                    continue;
                }

                lines.Add((number, ReadObject(document.RootElement, columns)));
            }
            catch (JsonException problem)
            {
                faults.Add((number, $"the line is not JSON (byte {problem.BytePositionInLine}); expected one object a line"));
            }
        }

        RawRow[] rows = [.. lines.Select(line => new RawRow(line.Line, [.. columns.Select(column => line.Cells.GetValueOrDefault(column, ""))]))];
        return new(columns, rows, faults);
    }

    private static Dictionary<string, string> ReadObject(JsonElement element, List<string> columns)
    {
        Dictionary<string, string> cells = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string? text = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number => property.Value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            if (!columns.Contains(property.Name))
            {
                columns.Add(property.Name);
            }

            cells[property.Name] = text ?? "";
        }

        return cells;
    }
}
