using System.Data.Common;
using DuckDB.NET.Data;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Reads a Parquet file as text cells, row by row. A row's line is its number.</summary>
internal static class ParquetFile
{
    /// <exception cref="InvalidDataException">The file is no Parquet.</exception>
    public static RawTable Read(string path)
    {
        string name = Path.GetFileName(path);
        string table = $"read_parquet({DuckDb.Text(path)})";
        try
        {
            using DuckDBConnection connection = DuckDb.OpenForFiles();
            using DbCommand command = DuckDb.Command(connection, $"SELECT * FROM {table} LIMIT 0");
            using DbDataReader reader = command.ExecuteReader();
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            return new(name, [.. columns], Rows(table, name, columns));
        }
        catch (DuckDBException problem)
        {
            throw new InvalidDataException($"{path}: the file cannot be read as Parquet ({FirstLine(problem)}). Convert it again, or give a .csv.", problem);
        }
    }

    private static IEnumerable<RawRow> Rows(string table, string name, string[] columns)
    {
        using DuckDBConnection connection = DuckDb.OpenForFiles();
        using DbCommand command = DuckDb.Command(connection, $"SELECT {string.Join(", ", columns.Select(column => $"CAST({DuckDb.Name(column)} AS VARCHAR)"))} FROM {table}");
        using DbDataReader reader = command.ExecuteReader();
        for (int row = 1; reader.Read(); row++)
        {
            string[] cells = new string[columns.Length];
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.IsDBNull(column) ? "" : reader.GetString(column);
            }

            yield return new(name, row, cells);
        }
    }

    private static string FirstLine(DuckDBException problem) => problem.Message.Split('\n')[0].TrimEnd('.');
}
