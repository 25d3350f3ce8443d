using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Data;

/// <summary>
/// MultiRC as SuperGLUE publishes it: a line per passage, <c>{"idx", "passage": {"text", "questions": [{"question", "idx", "answers": [{"text", "label", "idx"}]}]}}</c>.
/// One record comes of each answer, with the names that the Hugging Face copy has: paragraph, question, answer, label, idx. Mark-up is dropped as T5 does.
/// </summary>
internal static class MultiRcLayout
{
    public static IEnumerable<TaskRecord> Flatten(TaskRecord record)
    {
        if (!record.Fields.TryGetProperty("passage", out JsonElement passage))
        {
            yield return Flat(record);
            yield break;
        }

        string text = Plain(Nested.Text(record, passage, "passage.text", "text"));
        foreach (JsonElement question in Nested.Items(record, passage, "passage.questions", "questions"))
        {
            string asked = Plain(Nested.Text(record, question, "passage.questions[].question", "question"));
            string group = $"{Nested.Id(record.Fields)}-{Nested.Id(question)}";
            foreach (JsonElement answer in Nested.Items(record, question, "passage.questions[].answers", "answers"))
            {
                yield return TaskRecord.Of($"{record.Where} question {Nested.Id(question)} answer {Nested.Id(answer)}", new JsonObject
                {
                    ["paragraph"] = text,
                    ["question"] = asked,
                    ["answer"] = Plain(Nested.Text(record, answer, "passage.questions[].answers[].text", "text")),
                    ["label"] = answer.TryGetProperty("label", out JsonElement label) ? JsonNode.Parse(label.GetRawText()) : null,
                    ["group"] = group,
                });
            }
        }
    }

    private static TaskRecord Flat(TaskRecord record)
    {
        JsonObject fields = JsonObject.Create(record.Fields)!;
        foreach (string name in new[] { "paragraph", "question", "answer" })
        {
            if (record.Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
                fields[name] = Plain(Nested.Text(record, record.Fields, name, name));
        }

        if (record.Fields.TryGetProperty("idx", out JsonElement place) && place.ValueKind == JsonValueKind.Object)
            fields["group"] = $"{Nested.Id(place, "paragraph")}-{Nested.Id(place, "question")}";
        return TaskRecord.Of(record.Where, fields);
    }

    private static string Plain(string text) => text
        .Replace("<br>", " ", StringComparison.Ordinal)
        .Replace("<b>", "", StringComparison.Ordinal)
        .Replace("</b>", "", StringComparison.Ordinal);
}
