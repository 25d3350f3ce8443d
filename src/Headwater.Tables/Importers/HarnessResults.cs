using System.Text.Json;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads the <c>results_*.json</c> of the Language Model Evaluation Harness: every task and metric with its standard error, the items behind it and the
/// model. The filter and the task's version go into the signature, the shots into their own column. Step and tokens are read from a checkpoint's name where it says them,
/// as <c>step1000-tokens4B</c> does. A row's line is its number.
/// </summary>
internal static partial class HarnessResults
{
    private static readonly string[] NoMetrics = ["alias", "name", "sample_len", "sample_count", "samples"];

    public static RawTable Read(JsonElement root, string path)
    {
        ImportedRows rows = new(Path.GetFileName(path));
        string full = ModelName(root);
        string revision = Revision(root) is { } named && named != "main" ? $"{full}/{named}" : full;
        string run = Path.GetFileNameWithoutExtension(path);
        int line = 0;
        int notFinite = 0;
        foreach (JsonProperty task in root.GetProperty("results").EnumerateObject().Where(task => task.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (JsonProperty property in task.Value.EnumerateObject())
            {
                (string metric, string? filter) = Cut(property.Name);
                if (metric.EndsWith("_stderr", StringComparison.Ordinal) || NoMetrics.Contains(metric))
                {
                    continue;
                }

                if (property.Value.ValueKind != JsonValueKind.Number)
                {
                    notFinite += property.Value.ValueKind == JsonValueKind.String && TensorBoardScalars.IsNotFinite(property.Value.GetString()) ? 1 : 0;
                    continue;
                }

                rows.Add(
                    ++line,
                    ("model", CheckpointPart().Replace(full, "")),
                    ("parameters", Number(root, "config", "model_num_parameters")),
                    ("pretraining_tokens", TokensIn(revision)),
                    (RowCompletion.Step, StepIn().Match(revision) is { Success: true } step ? step.Groups[1].Value : null),
                    ("task", task.Name),
                    ("shots", Shots(root, task.Name)),
                    ("metric", metric),
                    ("value", property.Value.GetRawText()),
                    ("stderr", Number(task.Value, filter is null ? $"{metric}_stderr" : $"{metric}_stderr,{filter}")),
                    ("higher_is_better", Flag(root, "higher_is_better", task.Name, metric)),
                    ("items", Number(root, "n-samples", task.Name, "effective")),
                    ("signature", Signature(root, task.Name, filter)),
                    ("run", run));
            }
        }

        return rows.Count > 0 ? rows.ToTable(LogGaps.NotFinite(path, notFinite)) : throw new InvalidDataException($"{path}: \"results\" contains no metric; expected {{\"task\": {{\"acc,none\": 0.5, …}}}}.");
    }

    private static (string Metric, string? Filter) Cut(string name) => name.IndexOf(',', StringComparison.Ordinal) is >= 0 and int comma ? (name[..comma], name[(comma + 1)..]) : (name, null);

    private static string Signature(JsonElement root, string task, string? filter)
    {
        string?[] parts =
        [
            filter is null or "none" ? null : $"filter:{filter}",
            Number(root, "versions", task) is { } version ? $"version:{version}" : null,
        ];
        return string.Join('|', parts.OfType<string>());
    }

    // By task where the harness says it so (0.4), else for all of them at once (0.3).
    private static string? Shots(JsonElement root, string task) => Number(root, "n-shot", task) ?? Number(root, "configs", task, "num_fewshot") ?? Number(root, "config", "num_fewshot");

    private static string ModelName(JsonElement root) =>
        Text(root, "model_name") ?? Argument(root, "pretrained") ?? Text(root, "config", "model") ?? "";

    private static string? Revision(JsonElement root) => Argument(root, "revision") ?? Text(root, "config", "model_revision");

    // Older versions write the model's arguments as one text, newer ones as an object.
    private static string? Argument(JsonElement root, string name) => Text(root, "config", "model_args", name)
        ?? Text(root, "config", "model_args")?.Split(',').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair is [var key, _] && key.Trim() == name)?[1].Trim();

    private static string? TokensIn(string name) => TokensPart().Match(name) is { Success: true } tokens ? tokens.Groups[1].Value : null;

    private static string? Number(JsonElement root, params string[] path) => Find(root, path) is { ValueKind: JsonValueKind.Number } value ? value.GetRawText() : null;

    private static string? Text(JsonElement root, params string[] path) => Find(root, path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Flag(JsonElement root, params string[] path) => Find(root, path)?.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null };

    private static JsonElement? Find(JsonElement root, string[] path)
    {
        JsonElement at = root;
        foreach (string key in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
            {
                return null;
            }
        }

        return at;
    }

    [GeneratedRegex(@"(?:^|[/_-])(?:global_?)?(?:step|checkpoint)[-_]?(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex StepIn();

    [GeneratedRegex(@"(?:^|[/_-])tokens?[-_]?(\d+(?:\.\d+)?[KMBT]?)(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex TokensPart();

    // What tells the checkpoints of one run apart, at the name's end: they are one model at several scales.
    [GeneratedRegex(@"[/_-](?:global_?)?(?:step|checkpoint)[-_]?\d+(?:-tokens?\d+(?:\.\d+)?[KMBT]?)?/?$", RegexOptions.IgnoreCase)]
    private static partial Regex CheckpointPart();
}
