namespace Headwater.Tables;

/// <summary>Files behind a name: a file, a pattern with <c>*</c>, <c>**</c>, <c>?</c> or <c>[…]</c>, or a folder with observations.</summary>
internal static class FilePattern
{
    private const string FileOfAFolder = "observations.csv";

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
            return File.Exists(inFolder)
                ? [inFolder]
                : throw new FileNotFoundException($"{name}: the folder has no observations.csv; expected a table, a pattern such as {Path.Combine(name, "*.parquet")}, or a study whose runs have results.");
        }

        if (name.AsSpan().IndexOfAny('*', '?', '[') < 0)
        {
            throw new FileNotFoundException($"{name}: file not found; expected a table (.csv, .tsv, .jsonl, .parquet), the log or result of a run (.json, .csv), a pattern, or the folder of a study.", name);
        }

        string[] files = [.. DuckDb.Glob(name)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"{name}: no file matches the pattern. In it * stands for any text, ** for folders of any depth.");
    }
}
