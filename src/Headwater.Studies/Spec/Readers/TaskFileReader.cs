using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a task from a file of its own, whose paths are relative to it.</summary>
public static class TaskFileReader
{
    private const string Keys = "the keys of a task (task, kind, prompt, train, validation, test, …)";

    /// <exception cref="StudySpecException">The file is not a task, or not one that can run; all faults are reported.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static TaskSpec Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no task at {path}.\nhint: give the path of a task's YAML file.", path);

        SpecSource source = new(path);
        TaskSpec? task = Read(source, null, NeededSplits.All);
        return source.Faults.Count == 0 ? task! : throw new StudySpecException(source.Faults);
    }

    /// <summary>The task that a study names by a path; null, with faults, where it cannot be read.</summary>
    internal static TaskSpec? Read(SpecSection study, YamlNode node, string key, string written, string? name, NeededSplits needed)
    {
        string path = study.Source.ResolvePath(node, key, SpecSource.Unprotect(written));
        if (path.Length == 0)
            return null;
        if (!File.Exists(path))
        {
            study.Source.Fault(node, $"{key}: there is no task file {path}. Paths are relative to the study file's folder.");
            return null;
        }

        SpecSource source = new(path);
        TaskSpec? task = Read(source, name, needed);
        study.Source.Faults.AddRange(source.Faults);
        return source.Faults.Count == 0 ? task : null;
    }

    private static TaskSpec? Read(SpecSource source, string? name, NeededSplits needed)
    {
        SpecSection? root = SpecFile.Load(source, Keys);
        if (root is null)
            return null;
        if (root.Has("translation"))
        {
            root.Fault("translation", "a task file cannot describe a translation task, which belongs to a study.\nhint: evaluate its pairs with --source and --target, or run the study.");
            return null;
        }

        if (!root.Has("generate"))
            return new TextTaskReader(root).ReadFiles(name, needed);
        return new GeneratedTaskReader(root, needed).Read(name) is { } task ? task : Unknown(root);
    }

    private static TaskSpec? Unknown(SpecSection root)
    {
        root.Fault("generate", $"generate is {SpecSection.Describe(root.Children().First(child => child.Key == "generate").Value)}; a task file makes {GeneratedTaskSpec.Cloze}, or {GeneratedTaskSpec.Phrasebook} with ask.");
        return null;
    }
}
