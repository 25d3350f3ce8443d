using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Headwater.Data;

/// <summary>
/// ReCoRD as SuperGLUE publishes it: a line per passage, <c>{"idx", "passage": {"text", "entities": [{"start", "end"}]}, "qas": [{"idx", "query", "answers": [{"start", "end", "text"}]}]}</c>,
/// where places count characters and the end is one of them. One record comes of each query, with the names that the Hugging Face copy has: passage, query,
/// entities, answers. The marks of highlights become ends of sentences as T5 has them.
/// </summary>
internal static partial class RecordLayout
{
    public static IEnumerable<TaskRecord> Flatten(TaskRecord record)
    {
        if (!record.Fields.TryGetProperty("qas", out _))
        {
            yield return Flat(record);
            yield break;
        }

        JsonElement passage = record.Fields.TryGetProperty("passage", out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : throw Nested.Missing(record, "passage.text");
        string text = Nested.Text(record, passage, "passage.text", "text");
        Rune[] characters = [.. text.EnumerateRunes()];
        string[] entities = Unique(Nested.Items(record, passage, "passage.entities", "entities").Select(entity => Span(record, characters, entity)));
        foreach (JsonElement query in Nested.Items(record, record.Fields, "qas", "qas"))
        {
            string[] answers = query.TryGetProperty("answers", out JsonElement given) ? Unique(given.EnumerateArray().Select(answer => Nested.Text(record, answer, "qas[].answers[].text", "text"))) : [];
            yield return TaskRecord.Of($"{record.Where} query {Nested.Id(query)}", new JsonObject
            {
                ["passage"] = Plain(text),
                ["query"] = Nested.Text(record, query, "qas[].query", "query"),
                ["entities"] = new JsonArray([.. entities.Select(entity => (JsonNode)entity)]),
                ["answers"] = new JsonArray([.. answers.Select(answer => (JsonNode)answer)]),
            });
        }
    }

    private static TaskRecord Flat(TaskRecord record)
    {
        JsonObject fields = JsonObject.Create(record.Fields)!;
        if (record.Fields.TryGetProperty("passage", out JsonElement passage) && passage.ValueKind == JsonValueKind.String)
            fields["passage"] = Plain(Nested.Text(record, record.Fields, "passage", "passage"));
        return TaskRecord.Of(record.Where, fields);
    }

    // The same name may stand at several places; the order of the names is that of their characters.
    private static string[] Unique(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Span(TaskRecord record, Rune[] text, JsonElement entity)
    {
        bool read = entity.TryGetProperty("start", out JsonElement first) & entity.TryGetProperty("end", out JsonElement last);
        (int start, int end) = read && first.TryGetInt32(out int from) && last.TryGetInt32(out int to) ? (from, to) : (0, -1);
        return start >= 0 && start <= end && end < text.Length
            ? string.Concat(text[start..(end + 1)].Select(character => character.ToString()))
            : throw new InvalidDataException($"{record.Where}: an entity is {entity.GetRawText()}; expected start and end, the places of its first and last character among the {text.Length} of passage.text.");
    }

    private static string Plain(string text) => Highlight().Replace(EndedHighlight().Replace(text, "$1 "), ". ");

    [GeneratedRegex(@"([.?!""'])\n@highlight\n", RegexOptions.CultureInvariant)]
    private static partial Regex EndedHighlight();

    [GeneratedRegex(@"\n@highlight\n", RegexOptions.CultureInvariant)]
    private static partial Regex Highlight();
}
