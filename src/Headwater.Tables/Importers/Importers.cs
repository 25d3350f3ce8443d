using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Knows the logs and results of other tools by what is in them.</summary>
internal static class Importers
{
    /// <summary>The measurements in a JSON file: those of another tool, or a table of objects or columns.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or neither a table nor of a known tool.</exception>
    public static TablePart ReadJson(string path)
    {
        using TextReader text = RawTable.OpenText(path);
        try
        {
            using JsonDocument document = PythonJson.Parse(text.ReadToEnd());
            JsonElement root = document.RootElement;
            return Has(root, "log_history", JsonValueKind.Array) ? new(TrainerStateFile.Read(root, path)) { IsLog = true }
                : Has(root, "results", JsonValueKind.Object) ? new(HarnessResults.Read(root, path)) { IsLog = true }
                : IsOfObjects(root) ? new(JsonLines.OfArray(root, path))
                : JsonLines.IsOfColumns(root) ? new(JsonLines.IsOfRows(root) ? JsonLines.OfRows(root, path) : JsonLines.OfColumns(root, path))
                : throw new InvalidDataException($"{path}: expected a table (an array of objects, or an object of columns), the results of an evaluation harness (an object with the key results) or a trainer's state (log_history); found {Describe(root)}.\nhint: write the table as [{{\"tokens\": 1e9, \"loss\": 3.2}}, …]; objects of one line each need the extension .jsonl.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{path}({problem.LineNumber + 1}): the file is not JSON (byte {problem.BytePositionInLine} of the line); expected one whole JSON document.\nhint: copy it again: it may have been cut off.", problem);
        }
        catch (InvalidOperationException problem)
        {
            throw new InvalidDataException($"{path}: a string contains an unpaired surrogate (\\ud800 or similar); expected valid Unicode.\nhint: replace the escape by the character it stands for, or by \\ufffd.", problem);
        }
    }

    /// <summary>A delimited table, or the measurements in it where it is another tool's export.</summary>
    public static TablePart Recognise(RawTable table, string path) =>
        TensorBoardScalars.Recognises(table) ? new(TensorBoardScalars.Read(table, path)) { IsLog = true }
        : WandbHistory.Recognises(table) ? new(WandbHistory.Read(table, path)) { IsLog = true }
        : new(table);

    /// <summary>The name of the run whose folder holds a file.</summary>
    public static string FolderName(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) is { Length: > 0 } name ? name : "run";

    private static bool Has(JsonElement root, string key, JsonValueKind kind) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out JsonElement value) && value.ValueKind == kind;

    private static bool IsOfObjects(JsonElement root) => root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 && root[0].ValueKind == JsonValueKind.Object;

    private static string Describe(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? $"an object with {string.Join(", ", root.EnumerateObject().Take(8).Select(property => property.Name))}"
        : $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}";
}
