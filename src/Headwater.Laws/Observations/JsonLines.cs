using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Reads a table of one JSON object a line; its columns are the keys of all lines. Arrays and objects inside are not read.</summary>
internal static class JsonLines
{
    public static RawTable Read(TextReader text, string name)
    {
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        List<RawRow> rows = [];
        using (text)
        {
            for (int number = 1; text.ReadLine() is { } line; number++)
            {
                if (line.AsSpan().Trim('\uFEFF').Trim().Length > 0)
                {
                    rows.Add(ReadLine(new(name, number, []), line, columns));
                }
            }
        }

        return new(name, [.. columns.Keys], rows);
    }

    private static RawRow ReadLine(RawRow row, string line, Dictionary<string, int> columns)
    {
        try
        {
            using JsonDocument document = PythonJson.Parse(line.Trim('\uFEFF'));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? row with { Cells = ReadObject(document.RootElement, columns) }
                : row with { Fault = $"the line is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; expected an object.\nhint: write one object per line, such as {{\"tokens\": 1e9, \"loss\": 3.2}}." };
        }
        catch (JsonException problem)
        {
            return row with { Fault = $"the line is not JSON (byte {problem.BytePositionInLine}); expected one object per line.\nhint: check that the line was written to its end; a whole file of JSON needs the extension .json." };
        }
        catch (InvalidOperationException)
        {
            return row with { Fault = "a string contains an unpaired surrogate (\\ud800 or similar); expected valid Unicode.\nhint: replace the escape by the character it stands for, or by \\ufffd." };
        }
    }

    private static string[] ReadObject(JsonElement element, Dictionary<string, int> columns)
    {
        string[] cells = [.. Enumerable.Repeat("", columns.Count)];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!columns.TryGetValue(property.Name, out int column))
            {
                columns[property.Name] = column = columns.Count;
            }

            if (column >= cells.Length)
            {
                int known = cells.Length;
                Array.Resize(ref cells, column + 1);
                Array.Fill(cells, "", known, cells.Length - known);
            }

            cells[column] = TextOf(property.Value);
        }

        return cells;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };
}
