using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary>
/// Questions with given answers: JSONL whose rows hold <c>input</c> (or <c>source</c>), <c>choices</c>, and, to be judged, <c>answer</c> (or <c>label</c>): the place of
/// the right choice, counted from 0, or its text.
/// </summary>
internal static class ChoiceFile
{
    private const string Expected = "Expected an object with input, choices and answer.";

    public static ImmutableArray<(ChoiceQuestion Question, int? Answer)> Read(string path, Terminal terminal)
    {
        string[] lines = TextLines.Read(path, terminal);
        return lines.Length > 0
            ? [.. lines.Select((line, index) => Parse(line, $"{path}({index + 1})"))]
            : throw new InvalidDataException($"{path} is empty; expected one JSON object per line with input, choices and answer.");
    }

    private static (ChoiceQuestion Question, int? Answer) Parse(string line, string where)
    {
        try
        {
            using JsonDocument document = NonFiniteJson.Parse(line);
            JsonElement row = document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement
                : throw new InvalidDataException($"{where}: this line is not a JSON object. {Expected}");
            string input = Find(row, "input", "source") is { ValueKind: JsonValueKind.String } text
                ? text.GetString()!
                : throw new InvalidDataException($"{where}: input is missing or not a string. {Expected}");
            ImmutableArray<string> choices = Find(row, "choices", "choices") is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
                : throw new InvalidDataException($"{where}: choices is missing or not a list of strings. {Expected}");
            return choices.Length >= 2
                ? (new ChoiceQuestion(input, choices), Find(row, "answer", "label") is { } answer ? Place(answer, choices, where) : null)
                : throw new InvalidDataException($"{where}: there are {choices.Length} choices; expected at least 2.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{where}: this is not JSON: the mistake is at byte {exception.BytePositionInLine} of the line. {Expected}");
        }
        catch (InvalidOperationException exception) // of the JSON reader
        {
            throw new InvalidDataException($"{where}: a property name, the input, a choice or the answer has an unpaired surrogate; expected valid Unicode.\nhint: repair or remove the line.", exception);
        }
    }

    private static int Place(JsonElement answer, ImmutableArray<string> choices, string where)
    {
        int place = answer.ValueKind switch
        {
            JsonValueKind.Number when answer.TryGetInt32(out int number) => number,
            JsonValueKind.String => choices.IndexOf(answer.GetString()!),
            _ => -1,
        };
        return place >= 0 && place < choices.Length
            ? place
            : throw new InvalidDataException($"{where}: answer is {answer.GetRawText()}; expected the text of one of the {choices.Length} choices, or its index from 0 to {choices.Length - 1}.");
    }

    private static JsonElement? Find(JsonElement row, string name, string other) =>
        (row.TryGetProperty(name, out JsonElement value) || row.TryGetProperty(other, out value)) && value.ValueKind != JsonValueKind.Null ? value : null;
}
