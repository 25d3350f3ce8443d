using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>What a folder has for a study: corpora, tasks, and files that are neither. Looks at names, and reads as much of each file as it takes to tell its language and size.</summary>
public sealed class FolderSurvey
{
    /// <summary>Bytes of a corpus that are counted; more than a first study reads.</summary>
    public const long MostBytes = 32_000_000;

    private const int MostFiles = 5000;
    private const int Deepest = 6;

    private FolderSurvey(string folder, ImmutableArray<string> files)
    {
        TaskSurvey tasks = new(folder, files);
        Tasks = tasks.Found;
        CorpusSurvey corpora = new(folder, [.. files.Except(tasks.Taken)]);
        Corpora = corpora.Found;
        Unused = [.. tasks.Unused, .. corpora.Unused];
        Files = files.Length;
    }

    public ImmutableArray<FoundCorpus> Corpora { get; }

    public ImmutableArray<FoundTask> Tasks { get; }

    public ImmutableArray<UnusedText> Unused { get; }

    /// <summary>Files that were looked at.</summary>
    public int Files { get; }

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">It has too many files to be one study's.</exception>
    public static FolderSurvey Of(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}.\nhint: give the folder that your corpora and your task's files are in.");
        ImmutableArray<string> files = [.. FilesOf(folder, "", 0).Take(MostFiles + 1).Order(StringComparer.Ordinal)];
        return files.Length > MostFiles
            ? throw new ArgumentException($"{folder} has more than {MostFiles} files; expected the corpora and the task of one study.\nhint: give the folder that has only these.")
            : new FolderSurvey(folder, files);
    }

    // Paths relative to the folder, with / between names. Hidden folders and Headwater's own results are left out.
    private static IEnumerable<string> FilesOf(string root, string below, int depth)
    {
        string folder = Path.Combine(root, below);
        foreach (string file in Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Where(name => name[0] != '.'))
            yield return below.Length == 0 ? file : $"{below}/{file}";
        if (depth == Deepest)
            yield break;
        foreach (string inner in Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(name => name[0] != '.' && name != "studies" && name != "report"))
        {
            foreach (string file in FilesOf(root, below.Length == 0 ? inner : $"{below}/{inner}", depth + 1))
                yield return file;
        }
    }
}
