namespace Headwater.Studies;

/// <summary>Cleans up after killed processes: temporary files and folders, and states that a finished run no longer needs.</summary>
internal static class Leftovers
{
    private const string Files = ".*.tmp";
    private const string Folders = "*.tmp-*";

    /// <summary>Removes what is half written of a run. The caller holds the run, so nobody is writing there.</summary>
    public static void Delete(StudyFolder study, Job job)
    {
        Delete(study.Run(job.Id).Root, SearchOption.AllDirectories);
        Delete(study.TokenizerFolder(job.Id), SearchOption.TopDirectoryOnly);
        Delete(study.CorpusFolder(job.Id), SearchOption.TopDirectoryOnly);
        Delete(study.CorpusFolder(job.Id) + ".part", SearchOption.TopDirectoryOnly);
    }

    /// <summary>Removes what is half written beside the runs. The caller is the only one who runs the study here.</summary>
    public static void Delete(StudyFolder study)
    {
        Delete(study.Root, SearchOption.TopDirectoryOnly);
        Delete(study.ReportFolder, SearchOption.AllDirectories);
        foreach (string array in Directory.Exists(study.SlurmFolder) ? Directory.GetDirectories(study.SlurmFolder) : [])
            Delete(array, SearchOption.TopDirectoryOnly);
    }

    /// <summary>Removes the states of a run that is done.</summary>
    public static void DeleteStates(RunFolder run)
    {
        foreach (string folder in Directory.EnumerateDirectories(run.Root, "resume*").ToArray())
            Directory.Delete(folder, recursive: true);
    }

    private static void Delete(string root, SearchOption depth)
    {
        if (!Directory.Exists(root))
            return;
        foreach (string file in Directory.EnumerateFiles(root, Files, depth).ToArray())
            File.Delete(file);
        foreach (string folder in Directory.EnumerateDirectories(root, Folders, depth).Where(Directory.Exists).ToArray())
            Directory.Delete(folder, recursive: true);
    }
}
