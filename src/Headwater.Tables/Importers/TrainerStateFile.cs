using System.Text.Json;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads the <c>trainer_state.json</c> of a Hugging Face trainer: the evaluations in <c>log_history</c> against step and epoch, with the tokens seen
/// where the trainer counted them. The series is the run's folder. A row's line is its entry's number.
/// </summary>
internal static partial class TrainerStateFile
{
    private const string TokensSeen = "num_input_tokens_seen";

    /// <exception cref="InvalidDataException">The history holds no evaluation.</exception>
    public static RawTable Read(JsonElement root, string path)
    {
        string run = RunName(path);
        ImportedRows rows = new(Path.GetFileName(path));
        JsonElement[] entries = [.. root.GetProperty("log_history").EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)];
        Dictionary<string, string> tokens = TokensByStep(entries);
        int notFinite = 0;
        for (int index = 0; index < entries.Length; index++)
        {
            string? step = TextOf(entries[index], "step");
            foreach (JsonProperty property in entries[index].EnumerateObject().Where(IsMeasurement))
            {
                if (property.Value.ValueKind != JsonValueKind.Number)
                {
                    notFinite++;
                    continue;
                }

                rows.Add(
                    index + 1,
                    ("series", run),
                    ("run", run),
                    ("metric", MeasurementName.Of(property.Name).Metric),
                    ("value", property.Value.GetRawText()),
                    ("pretraining_tokens", step is null ? null : tokens.GetValueOrDefault(step)),
                    (RowCompletion.Step, step),
                    ("epoch", TextOf(entries[index], "epoch")));
            }
        }

        return rows.Count > 0
            ? rows.ToTable(LogGaps.NotFinite(path, notFinite))
            : throw new InvalidDataException($"{path}: log_history has {entries.Length} entries but no evaluation; expected eval_loss or another eval_ metric, because the training loss says little about other data.\nhint: evaluate during training.");
    }

    private static bool IsMeasurement(JsonProperty property) =>
        (property.Name.StartsWith("eval_", StringComparison.Ordinal) || property.Name.StartsWith("eval/", StringComparison.Ordinal) || property.Name.StartsWith("test_", StringComparison.Ordinal)) && !MeasurementName.Of(property.Name).IsCost
        && (property.Value.ValueKind == JsonValueKind.Number || property.Value.ValueKind == JsonValueKind.String);

    // The trainer writes the count with each log, but some versions only with those of training.
    private static Dictionary<string, string> TokensByStep(JsonElement[] entries)
    {
        Dictionary<string, string> tokens = new(StringComparer.Ordinal);
        foreach (JsonElement entry in entries)
        {
            if (TextOf(entry, "step") is { } step && TextOf(entry, TokensSeen) is { } seen)
            {
                tokens[step] = seen;
            }
        }

        return tokens;
    }

    private static string? TextOf(JsonElement entry, string key) => entry.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;

    private static string RunName(string path)
    {
        string folder = Importers.FolderName(path);
        return Checkpoint().IsMatch(folder) ? Importers.FolderName(Path.GetDirectoryName(Path.GetFullPath(path))!) : folder;
    }

    [GeneratedRegex(@"^checkpoint-\d+$")]
    private static partial Regex Checkpoint();
}
