using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Files behind a name: a file, a pattern with <c>*</c>, <c>**</c>, <c>?</c> or <c>[…]</c>, or a folder with observations or the results of a harness.</summary>
internal static class FilePattern
{
    private const string FileOfAFolder = "observations.csv";
    private const string ResultsOfAHarness = "results_*.json";

    /// <summary>The files, in the order of their names.</summary>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    public static IEnumerable<string> Expand(string name)
    {
        if (name == TableReader.StandardInput || File.Exists(name))
        {
            return [name];
        }

        if (Directory.Exists(name))
        {
            string inFolder = Path.Combine(name, FileOfAFolder);
            string[] results = File.Exists(inFolder) ? [inFolder] : [.. Directory.EnumerateFiles(name, ResultsOfAHarness, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            return results.Length > 0
                ? results
                : throw new FileNotFoundException($"{name}: the folder has no observations.csv and no results_*.json of an evaluation harness; expected a table, a pattern such as {Path.Combine(name, "*.parquet")}, or a study whose runs have results.");
        }

        if (name.AsSpan().IndexOfAny('*', '?', '[') < 0)
        {
            throw new FileNotFoundException($"{name}: file not found; expected a table (.csv, .tsv, .jsonl, .parquet), the log or result of a run (.json, .csv), a pattern, or the folder of a study.\nhint: {Remedy(name)}", name);
        }

        string[] files = [.. DuckDb.Glob(name)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"{name}: no file matches the pattern. Expected one in which * stands for any text and ** for folders of any depth.\nhint: check the folder's name, and quote the pattern so that the shell leaves it alone.");
    }

    private static string Remedy(string name)
    {
        string folder = Path.GetDirectoryName(name) is { Length: > 0 } given ? given : ".";
        return !Directory.Exists(folder) ? $"there is no folder {folder}: check the path."
            : NearestName.To(Path.GetFileName(name), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)) is { } near ? $"did you mean {Path.Combine(folder == "." ? "" : folder, near)}?"
            : "check the path, which is taken from the present folder.";
    }
}
