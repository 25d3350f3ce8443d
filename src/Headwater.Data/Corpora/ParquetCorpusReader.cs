namespace Headwater.Data;

/// <summary>Reads the documents of a Parquet file from one column of text.</summary>
internal static class ParquetCorpusReader
{
    public static IEnumerable<CorpusRecord> Read(string path, CorpusFiles files)
    {
        string column = Column(path, files);
        long row = 0;
        foreach (string?[] cells in ParquetColumn.Rows(path, column))
        {
            row++;
            yield return cells[0] is { } text ? CorpusRecord.Of(text) : CorpusRecord.Broken($"{path}(row {row}): \"{column}\" is null; expected the document.");
        }
    }

    private static string Column(string path, CorpusFiles files)
    {
        if (files.Column is not null || files.Language is null) return files.Column ?? JsonCorpusReader.DefaultColumn;
        string side = $"translation.{files.Language}";
        IReadOnlyList<string> names = ParquetColumn.Names(path);
        return !names.Contains(JsonCorpusReader.DefaultColumn) && names.Contains(side) ? side : JsonCorpusReader.DefaultColumn;
    }
}
