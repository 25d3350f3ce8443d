using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Data;

/// <summary>
/// Reads the records of a task: JSONL, one object a line; .csv (quoted as in RFC 4180) and .tsv (no quotes) with a line of names; or Parquet, lists and
/// structures among its columns. All but Parquet may end in .gz or .zst. Hugging Face's exports are of these kinds.
/// </summary>
public static class TaskRecordFile
{
    private const string Expected = "a .jsonl, .csv, .tsv or .parquet file; all but Parquet may end in .gz or .zst";

    /// <summary>The records one after another.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not what its name says; the message names the line.</exception>
    public static IEnumerable<TaskRecord> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {path}. Expected {Expected}.", path);
        return TextFile.Kind(path) switch
        {
            ".jsonl" or ".ndjson" or ".json" => Json(path),
            ".csv" => Columns(path, TaskTable.Csv(path)),
            ".tsv" => Columns(path, TaskTable.Tsv(path)),
            ".parquet" => Parquet(path),
            string kind => throw new InvalidDataException($"{path} is a {(kind.Length == 0 ? "file without an ending" : kind + " file")}; expected {Expected}."),
        };
    }

    private static IEnumerable<TaskRecord> Json(string path)
    {
        foreach (TextLine line in TextFile.Lines(path).Where(line => !string.IsNullOrWhiteSpace(line.Text)))
        {
            using JsonDocument document = JsonRow.Parse(path, line);
            yield return new TaskRecord($"{path}({line.Number})", document.RootElement.Clone());
        }
    }

    private static IEnumerable<TaskRecord> Columns(string path, IEnumerable<DelimitedRow> rows)
    {
        DelimitedRow? head = null;
        foreach (DelimitedRow row in rows)
        {
            if (head is null)
            {
                head = row;
                if (row.Cells.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                    throw new InvalidDataException($"{path}({row.Line}): the column \"{twice.Key}\" stands {twice.Count()} times in the line of names; expected each name once.\nhint: rename or drop all but one.");
                continue;
            }

            if (row.Cells.Length != head.Cells.Length)
                throw new InvalidDataException($"{path}({row.Line}): {row.Cells.Length} columns; expected {head.Cells.Length}, as in the first line ({string.Join(", ", head.Cells)}).");
            JsonObject fields = [];
            for (int column = 0; column < head.Cells.Length; column++) fields[head.Cells[column]] = row.Cells[column];
            yield return TaskRecord.Of($"{path}({row.Line})", fields);
        }
    }

    private static IEnumerable<TaskRecord> Parquet(string path)
    {
        long number = 0;
        foreach (JsonObject row in ParquetRows.Read(path)) yield return TaskRecord.Of($"{path}(row {++number})", row);
    }
}
