using System.Text.Json;

namespace Headwater.Data;

/// <summary>Reads the documents of JSONL files: <c>{"text": …}</c>, another column, or the side of one language in <c>{"translation": {"en": …}}</c>.</summary>
internal static class JsonCorpusReader
{
    public const string DefaultColumn = "text";

    public static IEnumerable<CorpusRecord> Read(string path, CorpusFiles files)
    {
        foreach (TextLine line in TextFile.Records(path))
        {
            if (line.Fault is not null) yield return CorpusRecord.Broken(line.Fault);
            else if (!string.IsNullOrWhiteSpace(line.Text)) yield return Read(path, line, files);
        }
    }

    public static CorpusRecord Read(string path, TextLine line, CorpusFiles files)
    {
        try
        {
            using JsonDocument row = JsonRow.Parse(path, line);
            return CorpusRecord.Of(Document(row.RootElement, path, line, files));
        }
        catch (InvalidDataException broken)
        {
            return CorpusRecord.Broken(broken.Message);
        }
    }

    /// <summary>The document of a row. Throws <see cref="InvalidDataException"/> where it has none.</summary>
    public static string Document(JsonElement row, string path, TextLine line, CorpusFiles files)
    {
        string column = files.Column ?? DefaultColumn;
        string? side = files.Column is null && files.Language is { } language ? $"translation.{language}" : null;
        return JsonRow.TextAt(row, column, path, line) ?? (side is null ? null : JsonRow.TextAt(row, side, path, line))
            ?? throw new InvalidDataException($"{path}({line.Number}): no \"{column}\"; expected an object with the document under that name, found {JsonRow.Keys(row)}.");
    }
}
