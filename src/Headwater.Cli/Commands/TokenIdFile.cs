using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary>Examples as token ids: JSONL whose rows hold <c>input_ids</c> and <c>labels</c>; labels of -100 are left out, as elsewhere.</summary>
internal static class TokenIdFile
{
    private const int IgnoredLabel = -100;

    public static ImmutableArray<EncodedPair> Read(string path)
    {
        string[] lines = TextLines.Read(path);
        return lines.Length > 0
            ? [.. lines.Select((line, index) => Parse(line, $"{path}({index + 1})"))]
            : throw new InvalidDataException($"{path} is empty; expected one JSON object a line with input_ids and labels.");
    }

    private static EncodedPair Parse(string line, string where)
    {
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return new EncodedPair(Ids(row.RootElement, "input_ids", where), [.. Ids(row.RootElement, "labels", where).Where(id => id != IgnoredLabel)]);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{where}: this is not JSON: {exception.Message} Expected an object with input_ids and labels.");
        }
    }

    private static int[] Ids(JsonElement row, string name, string where)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out JsonElement ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() == 0)
        {
            throw new InvalidDataException($"{where}: {name} is missing or empty; expected an array of token ids.");
        }

        return [.. ids.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int value)
            ? value
            : throw new InvalidDataException($"{where}: {name} holds {id.GetRawText()}; expected token ids."))];
    }
}
