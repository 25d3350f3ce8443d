using System.Globalization;
using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What <c>evaluate --task</c> found, as lines or as JSON.</summary>
internal sealed class TaskScoresOutput(TaskEvaluation evaluation)
{
    public string Text() => string.Join("\n", evaluation.Scores.Select(Line).Concat(evaluation.ShortenedInputs == 0 ? [] :
        [$"{evaluation.ShortenedInputs} inputs exceeded max-source. The longest value in each was truncated to fit."]));

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("task", evaluation.Task);
        json.WriteStartArray("scores");
        foreach (RunScore score in evaluation.Scores)
        {
            WriteScore(json, score);
        }

        json.WriteEndArray();
        json.WriteNumber("shortened_inputs", evaluation.ShortenedInputs);
        json.WriteStartArray("predictions");
        foreach (string prediction in evaluation.Predictions)
        {
            json.WriteStringValue(prediction);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Line(RunScore score)
    {
        string error = score.StandardError is { } value ? string.Create(CultureInfo.InvariantCulture, $" ± {value:F6}") : "";
        string chance = score.Chance is { } guess ? string.Create(CultureInfo.InvariantCulture, $"; chance {guess:F6}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{score.Metric} {score.Value:F6}{error} ({score.Items} examples{chance})");
    }

    private static void WriteScore(Utf8JsonWriter json, RunScore score)
    {
        json.WriteStartObject();
        json.WriteString("metric", score.Metric);
        json.WriteNumber("value", score.Value);
        foreach ((string name, double? value) in new[] { ("stderr", score.StandardError), ("chance", score.Chance), ("ceiling", score.Ceiling) })
        {
            if (value is { } number)
            {
                json.WriteNumber(name, number);
            }
        }

        json.WriteNumber("items", score.Items);
        if (score.Signature is { } signature)
        {
            json.WriteString("signature", signature);
        }

        json.WriteEndObject();
    }
}
