using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Reads a table of JSON objects, one a line or all in one array; its columns are the keys of all objects. Arrays and objects inside are not read.</summary>
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

    /// <summary>A table of the objects of an array, as pandas writes it with <c>orient="records"</c>.</summary>
    public static RawTable OfArray(JsonElement array, string name)
    {
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        List<RawRow> rows = [];
        foreach (JsonElement element in array.EnumerateArray())
        {
            RawRow row = new(name, rows.Count + 1, []);
            rows.Add(element.ValueKind == JsonValueKind.Object
                ? row with { Cells = ReadObject(element, columns) }
                : row with { Fault = $"the element is a JSON {element.ValueKind.ToString().ToLowerInvariant()}; expected an object.\nhint: write one object for each row, such as {{\"tokens\": 1e9, \"loss\": 3.2}}." });
        }

        return new(name, [.. columns.Keys], rows);
    }

    /// <summary>A table of columns, each an object of values by row, as pandas writes it by default.</summary>
    public static RawTable OfColumns(JsonElement root, string name)
    {
        JsonProperty[] columns = [.. root.EnumerateObject()];
        string[] keys = [.. columns.SelectMany(column => column.Value.EnumerateObject()).Select(cell => cell.Name).Distinct(StringComparer.Ordinal)];
        return new(name, [.. columns.Select(column => column.Name)],
            [.. keys.Select((key, number) => new RawRow(name, number + 1, [.. columns.Select(column => column.Value.TryGetProperty(key, out JsonElement value) ? TextOf(value) : "")]))]);
    }

    /// <summary>A table of rows by their number or name, as pandas writes it with <c>orient="index"</c>.</summary>
    public static RawTable OfRows(JsonElement root, string name)
    {
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        RawRow[] rows = [.. root.EnumerateObject().Select((row, number) => new RawRow(name, number + 1, ReadObject(row.Value, columns)))];
        return new(name, [.. columns.Keys], rows);
    }

    /// <summary>Whether an object of objects has rows rather than columns: the inner keys are known columns or metrics, and the outer ones are not.</summary>
    public static bool IsOfRows(JsonElement root) => root.EnumerateObject().First().Value.EnumerateObject().Any(cell => IsColumn(cell.Name)) && !root.EnumerateObject().Any(row => IsColumn(row.Name));

    private static bool IsColumn(string name) => TableColumns.Find(name) is not null || MetricColumn.Of(name, 0) is not null;

    /// <summary>Whether JSON is a table of columns: an object of objects with the same keys, none of which holds another object.</summary>
    public static bool IsOfColumns(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.EnumerateObject().Any() || root.EnumerateObject().Any(column => column.Value.ValueKind != JsonValueKind.Object))
        {
            return false;
        }

        JsonElement[] columns = [.. root.EnumerateObject().Select(column => column.Value)];
        HashSet<string> keys = [.. columns[0].EnumerateObject().Select(cell => cell.Name)];
        return keys.Count > 0 && columns.All(column => keys.SetEquals(column.EnumerateObject().Select(cell => cell.Name))
            && column.EnumerateObject().All(cell => cell.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)));
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
