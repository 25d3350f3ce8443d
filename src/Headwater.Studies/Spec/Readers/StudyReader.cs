namespace Headwater.Studies;

/// <summary>Reads a study file. Everything that can be known from the file and the presence of what it names is checked, and all faults are reported at once.</summary>
public static class StudyReader
{
    /// <exception cref="StudySpecException">The file is not a study, or not one that can run.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static StudySpec Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no study at {path}.\nhint: give the path of a study's YAML file.", path);

        SpecSource source = new(path);
        SpecSection? root = SpecFile.Load(source, "the keys of a study (study, corpora, pretraining, task, finetuning, …)");
        StudySpec? spec = root is null ? null : new StudyFileReader(root).Read();
        return source.Faults.Count == 0 ? spec! : throw new StudySpecException(source.Faults);
    }

    /// <summary>Reads a file of <c>slurm:</c> settings that studies share.</summary>
    /// <exception cref="StudySpecException">The file is something else.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SlurmSpec ReadSlurmProfile(string path) => File.Exists(path)
        ? SlurmSectionReader.ReadProfile(path)
        : throw new FileNotFoundException($"There is no Slurm profile at {path}.\nhint: give the path of a YAML file with the keys of slurm.", path);
}
