using System.Text.Json.Nodes;
using Parquet;

namespace Headwater.Data;

/// <summary>The rows of a Parquet file as objects, with lists and structures as they are nested; one row group in memory at a time.</summary>
internal static class ParquetRows
{
    public static IEnumerable<JsonObject> Read(string path)
    {
        using OpenParquet file = OpenParquet.Guarded(path, () => new OpenParquet(path));
        for (int group = 0; group < file.Reader.RowGroupCount; group++)
        {
            foreach (JsonObject row in OpenParquet.Guarded(path, () => Rows(file.Reader, group))) yield return row;
        }
    }

    private static List<JsonObject> Rows(ParquetReader reader, int group)
    {
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        return [.. ParquetAssembly.Rows(reader.Schema.Fields, [.. reader.Schema.GetDataFields().Select(field => ParquetLeaf.Read(rows, field))], checked((int)rows.RowCount))];
    }
}
