using System.Data.Common;
using DuckDB.NET.Data;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Reads a Parquet file as text cells, row by row. A row's line is its number.</summary>
internal static class ParquetFile
{
    /// <exception cref="InvalidDataException">The file is no Parquet.</exception>
    public static RawTable Read(string path)
    {
        string[] columns = Guarded(path, () => ColumnsOf(path));
        return new(Path.GetFileName(path), [.. columns], Rows(path, columns));
    }

    private static string[] ColumnsOf(string path)
    {
        using DuckDBConnection connection = DuckDb.OpenForFiles();
        using DbCommand command = DuckDb.Command(connection, $"SELECT * FROM {TableOf(path)} LIMIT 0");
        using DbDataReader reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static IEnumerable<RawRow> Rows(string path, string[] columns)
    {
        string name = Path.GetFileName(path);
        using DuckDBConnection connection = DuckDb.OpenForFiles();
        using DuckDBCommand command = DuckDb.Command(connection, $"SELECT {string.Join(", ", columns.Select(column => $"CAST({DuckDb.Name(column)} AS VARCHAR)"))} FROM {TableOf(path)}");
        command.UseStreamingMode = true;
        using DbDataReader reader = Guarded(path, command.ExecuteReader);
        for (int row = 1; Guarded(path, reader.Read); row++)
        {
            string[] cells = new string[columns.Length];
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.IsDBNull(column) ? "" : reader.GetString(column);
            }

            yield return new(name, row, cells);
        }
    }

    private static string TableOf(string path) => $"read_parquet({DuckDb.Text(path)})";

    // A file can be cut off or broken anywhere behind its header too.
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException problem)
        {
            throw new InvalidDataException($"{path}: not readable as Parquet ({problem.Message.Split('\n')[0].TrimEnd('.')}).\nhint: convert it again, or use a .csv file.", problem);
        }
    }
}
