using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Knows the logs and results of other tools by what is in them.</summary>
internal static class Importers
{
    /// <summary>The measurements in a JSON file.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or of no known tool.</exception>
    public static RawTable ReadJson(string path)
    {
        using TextReader text = RawTable.OpenText(path);
        try
        {
            using JsonDocument document = PythonJson.Parse(text.ReadToEnd());
            JsonElement root = document.RootElement;
            return Has(root, "log_history", JsonValueKind.Array) ? TrainerStateFile.Read(root, path)
                : Has(root, "results", JsonValueKind.Object) ? HarnessResults.Read(root, path)
                : throw new InvalidDataException($"{path}: expected the results of an evaluation harness (an object with the key results) or a trainer's state (log_history); found {Describe(root)}.\nhint: a table of JSON objects, one per line, needs the extension .jsonl.");
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

    private static string Describe(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? $"an object with {string.Join(", ", root.EnumerateObject().Take(8).Select(property => property.Name))}"
        : $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}";
}
