using Parquet;
using Parquet.Schema;

namespace Headwater.Data;

/// <summary>
/// Reads columns of text from a Parquet file, one row group in memory at a time. A column inside a structure is named with a dot, <c>translation.en</c>.
/// Rows are numbered from 1; a null is null.
/// </summary>
internal static class ParquetColumn
{
    /// <summary>The cells of some columns, row by row. Throws <see cref="InvalidDataException"/> where a column is not there or the file is no Parquet.</summary>
    public static IEnumerable<string?[]> Rows(string path, params string[] columns)
    {
        using OpenParquet file = OpenParquet.Guarded(path, () => new OpenParquet(path));
        DataField[] fields = [.. columns.Select(column => Field(file.Reader, path, column))];
        for (int group = 0; group < file.Reader.RowGroupCount; group++)
        {
            string?[][] cells = OpenParquet.Guarded(path, () => Cells(file.Reader, group, fields));
            for (int row = 0; row < cells[0].Length; row++) yield return [.. cells.Select(column => column[row])];
        }
    }

    /// <summary>The names of all columns of text.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        using OpenParquet file = OpenParquet.Guarded(path, () => new OpenParquet(path));
        return [.. file.Reader.Schema.GetDataFields().Where(IsText).Select(Name)];
    }

    private static DataField Field(ParquetReader reader, string path, string column)
    {
        DataField[] fields = reader.Schema.GetDataFields();
        DataField field = Array.Find(fields, field => Name(field) == column) ?? throw new InvalidDataException(
            $"{path}: no column \"{column}\"; expected the documents in it, found {string.Join(", ", fields.Select(field => $"\"{Name(field)}\""))}.\nhint: name another with column.");
        return IsText(field) ? field : throw new InvalidDataException($"{path}: the column \"{column}\" does not hold text, one in each row.\nhint: name another with column.");
    }

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>) && field.MaxRepetitionLevel == 0;

    private static string Name(DataField field) => field.Path.ToString().Replace('/', '.');

    private static string?[][] Cells(ParquetReader reader, int group, DataField[] fields)
    {
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        return [.. fields.Select(field => Cells(rows, field))];
    }

    // Values come without the nulls, which the definition levels tell: a value is there where its level is the field's own.
    private static string?[] Cells(ParquetRowGroupReader rows, DataField field)
    {
        int count = checked((int)rows.RowCount);
        string?[] cells = new string?[count];
        ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[count];
        int[]? levels = field.MaxDefinitionLevel > 0 ? new int[count] : null;
        rows.ReadRawAsync<ReadOnlyMemory<char>>(field, values, levels is null ? null : new Memory<int>(levels), null).AsTask().GetAwaiter().GetResult();
        for (int row = 0, next = 0; row < count; row++)
        {
            if (levels is null || levels[row] == field.MaxDefinitionLevel) cells[row] = values[next++].ToString();
        }

        return cells;
    }
}
