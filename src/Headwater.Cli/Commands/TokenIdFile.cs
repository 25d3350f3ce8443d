using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary>
/// Examples as token ids: JSONL whose rows hold <c>input_ids</c> and <c>labels</c>. Labels of -100 are left out, as elsewhere, and so is the padding, id 0, at the end of either, which data
/// collators leave there.
/// </summary>
internal static class TokenIdFile
{
    private const int IgnoredLabel = -100;

    public static ImmutableArray<EncodedPair> Read(string path, Terminal terminal)
    {
        string[] lines = TextLines.Read(path, terminal);
        return lines.Length > 0
            ? [.. lines.Select((line, index) => Parse(line, $"{path}({index + 1})"))]
            : throw new InvalidDataException($"{path} is empty; expected one JSON object per line with input_ids and labels.");
    }

    /// <summary>
    /// Sequences for a decoder-only model: labels are as long as input_ids, and each is predicted from the ids before its place; -100 is not scored, and neither is the first.
    /// </summary>
    public static ImmutableArray<ScoredSequence> ReadSequences(string path, Terminal terminal)
    {
        string[] lines = TextLines.Read(path, terminal);
        return lines.Length > 0
            ? [.. lines.Select((line, index) => ParseSequence(line, $"{path}({index + 1})"))]
            : throw new InvalidDataException($"{path} is empty; expected one JSON object per line with input_ids and labels.");
    }

    private static ScoredSequence ParseSequence(string line, string where)
    {
        (int[] ids, int[] labels) = Parse(line, where, row => (Numbers(row, "input_ids", where), Numbers(row, "labels", where)));
        if (ids.Length != labels.Length)
        {
            throw new InvalidDataException($"{where}: {ids.Length} input_ids and {labels.Length} labels; expected as many of both, because each label of a decoder-only model belongs to the id of its place.\nhint: put {IgnoredLabel} in the labels where nothing is scored.");
        }

        return labels.Skip(1).Any(label => label != IgnoredLabel)
            ? new ScoredSequence(ids, labels)
            : throw new InvalidDataException($"{where}: no label is scored; expected one behind the first, which nothing precedes.");
    }

    private static EncodedPair Parse(string line, string where) =>
        Parse(line, where, row => new EncodedPair(Ids(row, "input_ids", where), Ids(row, "labels", where)));

    private static T Parse<T>(string line, string where, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument row = NonFiniteJson.Parse(line);
            return read(row.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{where}: this is not JSON: the mistake is at byte {exception.BytePositionInLine} of the line. Expected an object with input_ids and labels.");
        }
        catch (InvalidOperationException exception) // of the JSON reader
        {
            throw new InvalidDataException($"{where}: a property name has an unpaired surrogate. Expected an object with input_ids and labels.", exception);
        }
    }

    private static int[] Ids(JsonElement row, string name, string where)
    {
        List<int> ids = [.. Numbers(row, name, where).Where(id => id != IgnoredLabel)];
        while (ids.Count > 0 && ids[^1] == TextTokenizer.Pad)
        {
            ids.RemoveAt(ids.Count - 1);
        }

        if (ids.Count == 0)
        {
            throw new InvalidDataException($"{where}: {name} contains only padding; expected token ids.");
        }

        int inside = ids.IndexOf(TextTokenizer.Pad);
        return inside < 0 ? [.. ids] : throw new InvalidDataException(
            $"{where}: {name} has the padding id {TextTokenizer.Pad} at position {inside + 1}, followed by other ids; padding is allowed only at the end.\nhint: remove it, or replace it in labels by {IgnoredLabel}.");
    }

    // Ids as they stand, and the mark of labels that do not count.
    private static int[] Numbers(JsonElement row, string name, string where)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw new InvalidDataException($"{where}: {name} is missing or empty; expected an array of token ids.");
        }

        List<int> ids = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            int id = item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int value) ? value : throw new InvalidDataException($"{where}: {name} contains {item.GetRawText()}; expected token ids.");
            ids.Add(id >= 0 || (id == IgnoredLabel && name == "labels") ? id : throw new InvalidDataException($"{where}: {name} contains {id}; expected token ids, which are 0 or more{(name == "labels" ? $", or {IgnoredLabel} for labels that do not count" : "")}."));
        }

        return [.. ids];
    }
}
