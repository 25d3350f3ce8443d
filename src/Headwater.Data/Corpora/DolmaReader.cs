using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// Reads the Dolma layout: <c>documents/x.jsonl.gz</c> with the rows <c>{"id", "text"}</c>, and beside it <c>attributes/NAME/x.jsonl.gz</c> with a row
/// <c>{"id", "attributes": {name: [[start, end, score], …]}}</c> for each document, in the same order (github allenai/dolma, docs/data-format.md).
/// </summary>
internal sealed class DolmaReader
{
    private const string DocumentsFolder = "documents";

    private readonly CorpusFiles _files;
    private readonly ImmutableArray<AttributeCondition> _include, _exclude;

    public DolmaReader(CorpusFiles files)
    {
        _files = files;
        _include = [.. files.Include.Select(AttributeCondition.Parse)];
        _exclude = [.. files.Exclude.Select(AttributeCondition.Parse)];
    }

    public IEnumerable<CorpusRecord> Read(string path)
    {
        string[] paths = [.. _files.Attributes.Select(name => AttributeFile(path, name))];
        IEnumerator<TextLine>[] attributes = [.. paths.Select(file => TextFile.Lines(file).GetEnumerator())];
        try
        {
            foreach (TextLine line in TextFile.Records(path))
            {
                string[] rows = [.. attributes.Select((file, index) => Next(file, paths[index], path, line))];
                if (line.Fault is not null) yield return CorpusRecord.Broken(line.Fault);
                else if (!string.IsNullOrWhiteSpace(line.Text)) yield return Read(path, line, paths, rows);
            }
        }
        finally
        {
            foreach (IEnumerator<TextLine> file in attributes) file.Dispose();
        }
    }

    /// <summary>The file of attributes that lies beside a file of documents. Throws <see cref="InvalidDataException"/> where the path has no folder of documents.</summary>
    public static string AttributeFile(string path, string name)
    {
        string[] parts = path.Split('/');
        int place = Array.LastIndexOf(parts, DocumentsFolder);
        if (place < 0)
            throw new InvalidDataException($"{path}: attributes are looked for in attributes/NAME beside a folder named {DocumentsFolder}, and the path has no such folder.\nhint: lay the files out as Dolma does, or remove attributes.");
        return string.Join('/', [.. parts[..place], "attributes", name, .. parts[(place + 1)..]]);
    }

    private static string Next(IEnumerator<TextLine> file, string attributes, string documents, TextLine line) => file.MoveNext() ? file.Current.Text
        : throw new InvalidDataException($"{attributes} ends before line {line.Number} of {documents}; expected a row for each document.\nhint: make the attributes again.");

    private CorpusRecord Read(string path, TextLine line, string[] paths, string[] rows)
    {
        List<JsonDocument> opened = [];
        try
        {
            JsonDocument document = JsonRow.Parse(path, line);
            opened.Add(document);
            string? id = Id(document.RootElement);
            for (int i = 0; i < rows.Length; i++) opened.Add(Attributes(paths[i], line.Number, rows[i], path, id));
            string text = JsonCorpusReader.Document(document.RootElement, path, line, _files);
            JsonElement[] sets = [.. opened.Skip(1).Select(row => row.RootElement.GetProperty("attributes"))];
            bool kept = _include.All(condition => condition.Holds(sets)) && !_exclude.Any(condition => condition.Holds(sets));
            return kept ? CorpusRecord.Of(text) : CorpusRecord.LeftOut;
        }
        catch (Exception broken) when (broken is InvalidDataException)
        {
            return CorpusRecord.Broken(broken.Message);
        }
        catch (Exception broken) when (broken is InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return CorpusRecord.Broken($"{path}({line.Number}): its attributes are no lists of [start, end, score] ({broken.Message}).");
        }
        finally
        {
            opened.ForEach(row => row.Dispose());
        }
    }

    private static JsonDocument Attributes(string path, long number, string text, string documents, string? id)
    {
        JsonDocument row = JsonRow.Parse(path, new TextLine(number, text));
        if (Id(row.RootElement) is var other && other != id)
            throw new OutOfStepException($"{path}({number}): the attributes of document \"{other}\", where {documents} has document \"{id}\"; expected them in the same order.\nhint: make the attributes again.");
        return row.RootElement.TryGetProperty("attributes", out JsonElement set) && set.ValueKind == JsonValueKind.Object ? row
            : throw new InvalidDataException($"{path}({number}): no \"attributes\"; expected an object of lists under that name, found {JsonRow.Keys(row.RootElement)}.");
    }

    private static string? Id(JsonElement row) => row.TryGetProperty("id", out JsonElement id) ? id.ToString() : null;

    // Rows out of step are no broken record: nothing after them fits either.
    private sealed class OutOfStepException(string message) : IOException(message);
}
