using System.Globalization;

namespace Headwater.Studies;

/// <summary>A folder that training can go on from, and the steps done when it was written.</summary>
internal sealed record SavedState(long Step, string Folder);

/// <summary>The states an interruptible run saves beside its results: the latest only.</summary>
internal sealed class SavedStates(RunFolder run)
{
    public string FolderFor(long step) => Path.Combine(run.ResumeFolder, step.ToString(CultureInfo.InvariantCulture));

    /// <summary>The latest state at or before a step.</summary>
    public SavedState? Latest(long lastStep = long.MaxValue) => All().Where(state => state.Step <= lastStep).MaxBy(state => state.Step);

    /// <summary>Forgets the states before a step, which a later one has made useless.</summary>
    public void DeleteBefore(long step)
    {
        foreach (SavedState state in All().Where(state => state.Step < step))
            Directory.Delete(state.Folder, recursive: true);
    }

    public void DeleteAll()
    {
        if (Directory.Exists(run.ResumeFolder))
            Directory.Delete(run.ResumeFolder, recursive: true);
    }

    /// <summary>Removes what a killed attempt had half written.</summary>
    public void DeleteHalfWritten()
    {
        foreach (string folder in (string[])[run.ResumeFolder, run.CheckpointsFolder])
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string temporary in Directory.EnumerateDirectories(folder, "*.tmp-*"))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private List<SavedState> All() => !Directory.Exists(run.ResumeFolder) ? [] : [.. Directory.EnumerateDirectories(run.ResumeFolder)
        .Where(folder => long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(folder => new SavedState(long.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), folder))];
}
