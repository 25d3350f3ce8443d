using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads the CSV that TensorBoard's scalar page exports: wall time, step and value of one tag of one run. Run and tag are in the file's name alone,
/// <c>run-RUN-tag-TAG.csv</c>; of any other name the tag is the whole.
/// </summary>
internal static partial class TensorBoardScalars
{
    public static bool Recognises(RawTable table) =>
        table.Columns.Select(column => column.ToLowerInvariant().Replace('_', ' ')).SequenceEqual(["wall time", "step", "value"]);

    public static RawTable Read(RawTable table, string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path);
        Match name = FileName().Match(stem);
        MeasurementName metric = MeasurementName.Of(name.Success ? name.Groups["tag"].Value : stem);
        string run = name.Success ? name.Groups["run"].Value.Trim('.', '_') is { Length: > 0 } found ? found : Importers.FolderName(path) : Importers.FolderName(path);
        ImportedRows rows = new(table.Name);
        int notFinite = 0;
        foreach (RawRow row in table.Rows)
        {
            if (row.Fault is not null)
            {
                rows.Add(row);
                continue;
            }

            if (IsNotFinite(row[2]))
            {
                notFinite++;
                continue;
            }

            rows.Add(row.Line, ("series", run), ("run", run), ("task", metric.Split), ("metric", metric.Metric), (RowCompletion.Step, row[1]), ("wall_time", row[0]), ("value", row[2]));
        }

        IEnumerable<string> warnings = name.Success ? [] : [$"{path}: the file does not say what its values are; the metric is taken from its name, {metric.Metric}. Give another with --set metric=loss."];
        return rows.ToTable(warnings.Concat(LogGaps.NotFinite(path, notFinite)));
    }

    /// <summary>Whether a cell is what Python writes for a number that is none.</summary>
    public static bool IsNotFinite(string? cell) => cell?.TrimStart('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity";

    [GeneratedRegex("^run-(?<run>.*?)-tag-(?<tag>.+)$")]
    private static partial Regex FileName();
}
