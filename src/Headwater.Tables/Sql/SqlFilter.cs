using System.Data.Common;
using DuckDB.NET.Data;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Keeps the rows of a table that meet a condition in SQL. The condition sees every column under its own name and under the one Headwater knows it
/// by; columns of numbers are numbers (60M is 60000000), the others text. It sees no files.
/// </summary>
internal static class SqlFilter
{
    /// <exception cref="ArgumentException">The condition is no SQL, or names a column the table does not have.</exception>
    public static RawTable Apply(RawTable table, string condition)
    {
        RawRow[] rows = [.. table.Rows];
        using DuckDBConnection connection = DuckDb.OpenSealed();
        int[] columns = [.. Enumerable.Range(0, table.Columns.Length).Where(index => table.Columns[index].Length > 0)];
        bool[] areNumbers = [.. columns.Select(column => HoldsNumbers(table, rows, column))];
        Fill(connection, rows, columns, areNumbers);
        try
        {
            // On a line of its own, so that a comment at the condition's end ends there.
            using DbCommand command = DuckDb.Command(connection, $"SELECT row_number_in_table FROM (SELECT {Names(table, columns)} FROM cells) AS observations WHERE (\n{condition}\n) ORDER BY row_number_in_table");
            using DbDataReader reader = command.ExecuteReader();
            List<RawRow> kept = [];
            while (reader.Read())
            {
                kept.Add(rows[reader.GetInt32(0)]);
            }

            // A row that cannot be read meets no condition, and is a fault whatever the condition says.
            RawRow[] broken = [.. rows.Where(row => row.Fault is not null)];
            kept = broken.Length == 0 ? kept : [.. broken, .. kept.Where(row => row.Fault is null)];
            return table with { Rows = kept, Warnings = kept.Count > 0 ? table.Warnings : [.. table.Warnings, $"None of the {rows.Length} rows meets the condition {condition}."] };
        }
        catch (DuckDBException problem)
        {
            throw new ArgumentException($"--where \"{condition}\": {problem.Message.Split('\n')[0]} The columns are {string.Join(", ", table.OwnColumns)}.\nhint: a condition is written as in SQL: --where \"parameters >= 60e6 and metric = 'loss'\"", problem);
        }
    }

    private static void Fill(DuckDBConnection connection, RawRow[] rows, int[] columns, bool[] areNumbers)
    {
        using DbCommand create = DuckDb.Command(connection, $"CREATE TABLE cells (line INTEGER{string.Concat(columns.Select((_, at) => $", c{at} {(areNumbers[at] ? "DOUBLE" : "VARCHAR")}"))})");
        create.ExecuteNonQuery();
        using DuckDBAppender appender = connection.CreateAppender("cells");
        for (int index = 0; index < rows.Length; index++)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(index);
            for (int at = 0; at < columns.Length; at++)
            {
                string? cell = rows[index].Fault is null ? rows[index][columns[at]] : null;
                row = areNumbers[at] ? row.AppendValue(NumberIn(cell)) : row.AppendValue(cell);
            }

            row.EndRow();
        }
    }

    private static double? NumberIn(string? cell) => cell is not null && NumberText.TryParse(cell, out double number) ? number : null;

    // Each column under the name the file gives it and then, where nothing else has it, under every name it is known by.
    private static string Names(RawTable table, int[] columns)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<string> names = ["line AS row_number_in_table"];
        foreach ((int at, string name) in Own(table, columns).Concat(Known(table, columns)).Where(pair => taken.Add(pair.Name)))
        {
            names.Add($"c{at} AS {DuckDb.Name(name)}");
        }

        return string.Join(", ", names);
    }

    private static IEnumerable<(int At, string Name)> Own(RawTable table, int[] columns) => columns.Select((column, at) => (at, table.Columns[column]));

    private static IEnumerable<(int At, string Name)> Known(RawTable table, int[] columns) => columns.SelectMany((column, at) => TableColumns.NamesOf(table.Columns[column]).Select(name => (at, name)));

    private static bool HoldsNumbers(RawTable table, RawRow[] rows, int column) => TableColumns.Find(table.Columns[column]) is { } known
        ? TableColumns.HoldsNumbers(known)
        : rows.Where(row => row.Fault is null).All(row => row[column] is not { } cell || NumberText.TryParse(cell, out _) || cell.Equals("nan", StringComparison.OrdinalIgnoreCase));
}
