using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads the CSV of a Weights and Biases run: its history (<c>_step</c> and a column for each key) or the export of a chart (the axis, and a column
/// <c>RUN - KEY</c> for each run). Keys of held-out data become metrics; where there are none, all keys that look measured do. Training steps are
/// those the trainer logged (<c>train/global_step</c>), since <c>_step</c> counts calls of the logger.
/// </summary>
internal static class WandbHistory
{
    public static bool Recognises(RawTable table) => WandbColumns.IsHistory(table.Columns) || WandbColumns.IsChart(table.Columns);

    public static RawTable Read(RawTable table, string path)
    {
        bool isChart = !WandbColumns.IsHistory(table.Columns);
        RawTable read = table with { Rows = [.. table.Rows] };
        WandbColumns columns = isChart ? WandbColumns.OfChart(read) : WandbColumns.OfHistory(read, RunOf(path));
        ImportedRows rows = new(table.Name);
        List<double> sampled = [];
        string?[] lastSteps = new string?[columns.Measured.Length];
        string? tokens = null;
        int notFinite = 0;
        foreach (RawRow row in read.Rows)
        {
            if (row.Fault is not null)
            {
                rows.Add(row);
                continue;
            }

            if (NumberText.TryParse(row[columns.LogStep] ?? "", out double at))
            {
                sampled.Add(at);
            }

            // Steps and tokens may be logged in other rows than the evaluation that follows them.
            tokens = row[columns.Tokens] ?? tokens;
            (string Column, string? Text)[] shared = [.. columns.Shared.Select(column => (column.Name, column.Index == columns.Tokens ? tokens : row[column.Index]))];
            for (int index = 0; index < columns.Measured.Length; index++)
            {
                WandbMeasurement measured = columns.Measured[index];
                lastSteps[index] = row[measured.Step] ?? lastSteps[index];
                if (row[measured.Index] is not { } value)
                {
                    continue;
                }

                if (TensorBoardScalars.IsNotFinite(value))
                {
                    notFinite++;
                    continue;
                }

                string run = row[columns.Run] ?? measured.Run;
                rows.Add(row.Line, [("series", run), ("run", run), ("task", measured.Name.Split), ("metric", measured.Name.Metric), (columns.StepName, lastSteps[index]), ("value", value), .. shared]);
            }
        }

        return rows.Count == 0
            ? throw new InvalidDataException($"{path}: no column is a measurement; found {string.Join(", ", table.Columns)}.\nhint: log an evaluation, such as eval/loss.")
            : rows.ToTable(Sampling(path, sampled).Concat(LogGaps.NotFinite(path, notFinite))) with { Ignored = columns.Ignored, Assumed = columns.Assumed };
    }

    // An export is often called after what it is; the run is then its folder.
    private static string RunOf(string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path);
        return stem.ToLowerInvariant() is "history" or "wandb" or "wandb_history" or "wandb-history" or "wandb_export" or "export" or "metrics" && Path.GetDirectoryName(path) is { Length: > 0 } ? $"{Importers.FolderName(path)}/{stem}" : stem;
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
}
