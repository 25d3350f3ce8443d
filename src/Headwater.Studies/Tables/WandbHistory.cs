using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Reads the CSV of a Weights and Biases run: its history (<c>_step</c> and a column for each key) or the export of a chart (<c>Step</c> and a column
/// <c>RUN - KEY</c> for each run). Keys of held-out data become metrics; where there are none, all keys that look measured do.
/// </summary>
internal static class WandbHistory
{
    private const string RunAndKey = " - ";

    private static readonly string[] Bounds = ["__MIN", "__MAX", "__STEP"];
    private static readonly string[] Unmeasured = ["system/", "system.", "parameters/", "gradients/"];
    private static readonly string[] Settings = ["epoch", "step", "global_step", "lr", "learning_rate", "grad_norm", "num_input_tokens_seen"];

    public static bool Recognises(RawTable table) =>
        table.Columns.Contains("_step", StringComparer.OrdinalIgnoreCase) || (IsStep(table.Columns[..Math.Min(1, table.Columns.Length)]) && table.Columns.Length > 1 && table.Columns.Skip(1).All(column => column.Contains(RunAndKey, StringComparison.Ordinal)));

    public static RawTable Read(RawTable table, string path)
    {
        bool isChart = !table.Columns.Contains("_step", StringComparer.OrdinalIgnoreCase);
        int step = isChart ? 0 : IndexOf(table.Columns, "_step");
        (int Index, string Run, MeasurementName Name)[] measured = [.. isChart ? OfChart(table.Columns) : OfHistory(table.Columns, Path.GetFileNameWithoutExtension(path))];
        (int Index, string Name)[] known = isChart ? [] : [.. Known(table.Columns)];
        ImportedRows rows = new(table.Name);
        List<double> steps = [];
        int tokensAt = known.FirstOrDefault(column => column.Name == "pretraining_tokens", (Index: -1, Name: "")).Index;
        string? tokens = null;
        int notFinite = 0;
        foreach (RawRow row in table.Rows)
        {
            if (row.Fault is not null)
            {
                rows.Add(row);
                continue;
            }

            if (ScaledNumber.TryParse(row[step] ?? "", out double at))
            {
                steps.Add(at);
            }

            // Tokens may be logged in other rows than the evaluation that follows them.
            tokens = row[tokensAt] ?? tokens;
            (string Column, string? Text)[] shared = [.. known.Select(column => (column.Name, column.Index == tokensAt ? tokens : row[column.Index]))];
            foreach ((int index, string run, MeasurementName name) in measured.Where(column => row[column.Index] is not null))
            {
                if (TensorBoardScalars.IsNotFinite(row[index]))
                {
                    notFinite++;
                    continue;
                }

                rows.Add(row.Line, [("series", run), ("run", run), ("task", name.Split), ("metric", name.Metric), (RowCompletion.Step, row[step]), ("value", row[index]), .. shared]);
            }
        }

        return rows.Count > 0
            ? rows.ToTable(Sampling(path, steps).Concat(LogGaps.NotFinite(path, notFinite)))
            : throw new InvalidDataException($"{path}: no column holds a measurement; found {string.Join(", ", table.Columns)}. Log an evaluation, such as eval/loss.");
    }

    // A full history has a row for each step; a sampled one has gaps.
    private static IEnumerable<string> Sampling(string path, List<double> steps)
    {
        double span = steps.Count == 0 ? 0 : steps.Max() - steps.Min() + 1;
        if (span > steps.Count)
        {
            yield return $"{path}: {steps.Count} rows for {span:0} steps. Weights & Biases samples what it shows and exports to 500 points by default: if more was logged, export the full history (the API's scan_history, or the run's history artifact).";
        }
    }

    private static IEnumerable<(int, string, MeasurementName)> OfChart(ImmutableArray<string> columns) =>
        from index in Enumerable.Range(1, columns.Length - 1)
        where !Bounds.Any(bound => columns[index].EndsWith(bound, StringComparison.Ordinal))
        let cut = columns[index].LastIndexOf(RunAndKey, StringComparison.Ordinal)
        select (index, columns[index][..cut], MeasurementName.Of(columns[index][(cut + RunAndKey.Length)..]));

    private static IEnumerable<(int, string, MeasurementName)> OfHistory(ImmutableArray<string> columns, string run)
    {
        (int Index, string Run, MeasurementName Name)[] candidates =
        [
            .. from index in Enumerable.Range(0, columns.Length)
               let name = columns[index]
               where name.Length > 0 && name[0] != '_' && !IsUnmeasured(name) && !Bounds.Any(bound => name.EndsWith(bound, StringComparison.Ordinal)) && KnownName(name) is null && !Settings.Contains(LastWord(name), StringComparer.OrdinalIgnoreCase)
               let measurement = MeasurementName.Of(name)
               where measurement.Metric.Length > 0 && !measurement.IsCost
               select (index, run, measurement),
        ];
        return candidates.Any(column => column.Name.Split is not null) ? candidates.Where(column => column.Name.Split is not null) : candidates;
    }

    private static IEnumerable<(int Index, string Name)> Known(ImmutableArray<string> columns) => Enumerable.Range(0, columns.Length)
        .Where(index => KnownName(columns[index]) is not (null or "series" or "run" or "task" or "metric" or "value"))
        .Select(index => (index, KnownName(columns[index])!)).DistinctBy(column => column.Item2);

    private static string? KnownName(string column) =>
        LastWord(column).Equals("num_input_tokens_seen", StringComparison.OrdinalIgnoreCase) || TableColumns.Find(LastWord(column)) == "pretraining_tokens" ? "pretraining_tokens" : TableColumns.Find(column);

    private static string LastWord(string column) => column[(column.LastIndexOf('/') + 1)..];

    private static bool IsUnmeasured(string column) => Unmeasured.Any(prefix => column.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsStep(ImmutableArray<string> first) => first is [var name] && name.Equals("Step", StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(ImmutableArray<string> columns, string name) => Enumerable.Range(0, columns.Length).First(index => columns[index].Equals(name, StringComparison.OrdinalIgnoreCase));
}
