using System.Data.Common;
using DuckDB.NET.Data;

namespace Headwater.Tables;

/// <summary>DuckDB in memory, without extensions and so without a network.</summary>
internal static class DuckDb
{
    private const string NoExtensions = "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;";

    /// <summary>A database that can read files of this machine.</summary>
    public static DuckDBConnection OpenForFiles() => Open($"{NoExtensions} SET lock_configuration = true;");

    /// <summary>A database that sees nothing but what it is given.</summary>
    public static DuckDBConnection OpenSealed() => Open($"{NoExtensions} SET enable_external_access = false; SET lock_configuration = true;");

    /// <summary>The files that match a pattern, in the order of their names.</summary>
    public static IEnumerable<string> Glob(string pattern)
    {
        using DuckDBConnection connection = OpenForFiles();
        using DbCommand command = Command(connection, $"SELECT file FROM glob({Text(pattern)}) ORDER BY file");
        using DbDataReader reader = command.ExecuteReader();
        List<string> files = [];
        while (reader.Read())
        {
            files.Add(reader.GetString(0));
        }

        return files;
    }

    public static DuckDBCommand Command(DuckDBConnection connection, string sql)
    {
        DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>A text as SQL writes it.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as SQL writes it.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static DuckDBConnection Open(string settings)
    {
        DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DbCommand command = Command(connection, settings);
        command.ExecuteNonQuery();
        return connection;
    }
}
