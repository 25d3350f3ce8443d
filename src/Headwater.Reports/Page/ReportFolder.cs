using System.Text;
using System.Text.Json;

namespace Headwater.Reports;

/// <summary>The files of a report on disk.</summary>
internal static class ReportFolder
{
    public const string PageName = "index.html";
    public const string TwinName = "report.json";

    public static void Write(string directory, SortedDictionary<string, byte[]> files, byte[] twin, string page)
    {
        string[] before = Listed(Path.Combine(directory, TwinName));
        foreach ((string name, byte[] content) in files) WriteWhole(Path.Combine(directory, name), content);
        foreach (string name in before.Where(name => !files.ContainsKey(name))) File.Delete(Path.Combine(directory, name));
        WriteWhole(Path.Combine(directory, TwinName), twin);
        WriteWhole(Path.Combine(directory, PageName), Encoding.UTF8.GetBytes(page));
    }

    /// <summary>The files an earlier report says it wrote. A twin that is no report of ours lists none, so nothing foreign is ever removed.</summary>
    private static string[] Listed(string twin)
    {
        if (!File.Exists(twin)) return [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(twin));
            return json.RootElement.TryGetProperty("files", out JsonElement files) && files.ValueKind == JsonValueKind.Array
                ? [.. files.EnumerateArray().Select(f => f.GetString() ?? "").Where(IsOurs)]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    // A file directly in the folder or in figures/, of a kind this class writes: a damaged list cannot lead out of the folder.
    private static bool IsOurs(string name)
    {
        string file = name.StartsWith("figures/", StringComparison.Ordinal) ? name["figures/".Length..] : name;
        return file.AsSpan().IndexOfAny('/', '\\') < 0 && Path.GetExtension(file) is ".svg" or ".png" or ".csv" or ".md";
    }

    private static void WriteWhole(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");   // two reports at once do not meet
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
