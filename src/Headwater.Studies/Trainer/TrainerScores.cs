using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>Reads the scores that a command left, and checks that every metric of the study is there as a number.</summary>
internal sealed class TrainerScores(ScoreSource source, string stage, string task)
{
    private readonly List<Found> _found = [];

    /// <summary>The scores of each test example, where the study names a file of them; empty where it does not.</summary>
    /// <exception cref="TrainerException">The file is not there, or has other than numbers.</exception>
    public ImmutableArray<TestExample> ReadExamples(string folder)
    {
        if (source.Examples is not { } pattern)
            return [];
        string file = TrainerFile(folder, pattern);
        try
        {
            return [.. File.ReadLines(file).Where(line => line.Trim().Length > 0).Select((line, place) => Example(file, place, JsonDocument.Parse(line).RootElement))];
        }
        catch (JsonException exception)
        {
            throw new TrainerException($"{file} is no JSON: {exception.Message}\nhint: expected a line for each test example, such as {{\"accuracy\": 1}}.") { MayBeLate = true };
        }
    }

    private TestExample Example(string file, int place, JsonElement row)
    {
        ImmutableSortedDictionary<string, double>.Builder scores = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (JsonProperty score in row.ValueKind == JsonValueKind.Object ? row.EnumerateObject().Where(score => source.Metrics.Contains(score.Name)) : [])
            scores[score.Name] = TryNumber(Text(score.Value), out double value) ? value : double.NaN;
        return scores.Count > 0 && scores.Values.All(double.IsFinite) ? new TestExample { Id = place, Nll = 0, Tokens = 0, Scores = scores.ToImmutable() }
            : throw new TrainerException(string.Create(CultureInfo.InvariantCulture, $"{file}: line {place + 1} has no finite number for any of {string.Join(", ", source.Metrics)}.\nhint: expected a line for each test example, such as {{\"{source.Metrics[0]}\": 1}}."));
    }

    /// <summary>The scores of a task.</summary>
    /// <param name="folder">What was <c>{out}</c>.</param>
    /// <param name="log">What the command printed.</param>
    /// <param name="items">Test examples, where the command does not say how many it scored.</param>
    /// <exception cref="TrainerException">A score is missing, or is no number.</exception>
    public ImmutableArray<RunScore> Read(string folder, string log, int items)
    {
        _found.Clear();
        string place = source.File is { } pattern ? TrainerFile(folder, pattern) : log;
        if (source.Log is { } expression)
            FromLog(place, expression);
        else
            FromFile(place);
        return [.. source.Metrics.Select(name => Score(name, place, items))];
    }

    private string TrainerFile(string folder, string pattern)
    {
        string[] files = [.. Data.FileGlob.Expand(Path.Combine(folder, pattern)).Where(File.Exists)];
        return files.Length > 0 ? files[^1] : throw new TrainerException($"the {stage} command of the trainer ended with exit code 0, but left no scores: no file in {folder} matches \"{pattern}\".\nhint: write them below {{out}}, or correct trainer.{stage}.scores.file.") { MayBeLate = true };
    }

    private RunScore Score(string name, string place, int items)
    {
        Found[] named = [.. _found.Where(score => score.Metric == name && (score.Task is null || score.Task == task))];
        if (named.Length == 0)
        {
            string there = string.Join(", ", _found.Select(score => score.Task is null ? score.Metric : $"{score.Task} {score.Metric}").Distinct().Take(8));
            throw new TrainerException($"{place} has no score \"{name}\" for the task {task}; it has {(there.Length == 0 ? "none" : there)}.\nhint: correct trainer.{stage}.scores.metrics, or give the task the name that the scores have.") { MayBeLate = source.File is not null && _found.Count == 0 };
        }

        Found last = named[^1];
        if (!TryNumber(last.Value, out double value))
            throw new TrainerException($"{place}: the score {name} is \"{last.Value}\"; expected a finite number.\nhint: see whether training diverged, or what trainer.{stage}.scores reads.");
        return new RunScore
        {
            Metric = name, Value = value, StandardError = TryNumber(last.Error, out double error) && error >= 0 ? error : null,
            Items = TryNumber(last.Items, out double count) && count is >= 1 and < int.MaxValue ? (int)count : Math.Max(items, 1), Signature = last.Signature,
        };
    }

    private void FromLog(string log, string expression)
    {
        foreach (string line in File.Exists(log) ? File.ReadLines(log) : [])
        {
            if (Regex.Match(line, expression) is { Success: true } match)
                _found.Add(new Found(null, source.Metrics[0], (match.Groups["score"] is { Success: true } named ? named : match.Groups[1]).Value, match.Groups["stderr"].Value, null, null));
        }
    }

    private void FromFile(string file)
    {
        try
        {
            if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                FromCsv(file);
            else if (file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
                Array.ForEach([.. File.ReadLines(file).Where(line => line.Trim().Length > 0)], line => FromRow(JsonDocument.Parse(line).RootElement));
            else
                FromJson(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
        }
        catch (JsonException exception)
        {
            throw new TrainerException($"{file} is no JSON: {exception.Message}\nhint: expected the results of lm-evaluation-harness, an object of scores by metric, or lines with metric and value.") { MayBeLate = true };
        }
    }

    private void FromCsv(string file)
    {
        using Laws.RawTable table = Laws.RawTable.Read(file);
        foreach (Laws.RawRow row in table.Rows)
            Add(name => table.Columns.IndexOf(name) is >= 0 and int place && place < row.Cells.Length ? row.Cells[place].Trim() : null);
    }

    private void FromRow(JsonElement row) => Add(name => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement cell) ? Text(cell) : null);

    private void Add(Func<string, string?> cell) =>
        _found.Add(new Found(cell("task") is { Length: > 0 } named ? named : null, cell("metric") ?? "", cell("value") ?? "", cell("stderr"), cell("items"), cell("signature")));

    // Of the harness, "results" by task; otherwise scores by metric.
    private void FromJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("it is no object.");
        if (!root.TryGetProperty("results", out JsonElement results) || results.ValueKind != JsonValueKind.Object)
        {
            AddAll(root, null, null);
            return;
        }

        JsonProperty[] tasks = [.. results.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object)];
        foreach (JsonProperty entry in tasks)
            AddAll(entry.Value, tasks.Length == 1 ? null : entry.Name, Items(root, entry.Name));
    }

    private void AddAll(JsonElement scores, string? name, string? items)
    {
        foreach (JsonProperty score in scores.EnumerateObject().Where(score => score.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String))
        {
            string[] parts = score.Name.Split(',', 2);      // acc,none: the harness's filter
            string error = parts.Length == 2 ? $"{parts[0]}_stderr,{parts[1]}" : $"{parts[0]}_stderr";
            _found.Add(new Found(name, parts[0], Text(score.Value), scores.TryGetProperty(error, out JsonElement found) ? Text(found) : null, items, parts is [_, var filter] && filter != "none" ? $"filter:{filter}" : null));
        }
    }

    private static string? Items(JsonElement root, string name) => root.TryGetProperty("n-samples", out JsonElement all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty(name, out JsonElement counts)
        && counts.ValueKind == JsonValueKind.Object && counts.TryGetProperty("effective", out JsonElement count) ? Text(count) : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool TryNumber(string? text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private sealed record Found(string? Task, string Metric, string Value, string? Error, string? Items, string? Signature);
}
