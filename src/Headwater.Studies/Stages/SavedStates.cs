using System.Globalization;

namespace Headwater.Studies;

/// <summary>A folder that training can continue from, and the steps done when it was written.</summary>
internal sealed record SavedState(long Step, string Folder);

/// <summary>The states that an interruptible run saves beside its results, in a folder of their own; each is whole or not there.</summary>
internal sealed class SavedStates(string root)
{
    /// <summary>Where they are.</summary>
    public string Folder { get; } = root;

    public string FolderFor(long step) => Path.Combine(Folder, step.ToString(CultureInfo.InvariantCulture));

    /// <summary>The latest state at or before a step.</summary>
    public SavedState? Latest(long lastStep = long.MaxValue) => All().Where(state => state.Step <= lastStep).MaxBy(state => state.Step);

    /// <summary>Keeps so many of the latest states up to a step, which make the earlier ones useless.</summary>
    public void KeepLatest(int count, long step)
    {
        foreach (SavedState state in All().Where(state => state.Step <= step).OrderByDescending(state => state.Step).Skip(count))
            Directory.Delete(state.Folder, recursive: true);
    }

    /// <summary>Forgets the states before a step.</summary>
    public void DeleteBefore(long step)
    {
        foreach (SavedState state in All().Where(state => state.Step < step))
            Directory.Delete(state.Folder, recursive: true);
    }

    public void DeleteAll()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Removes what a killed attempt had half written.</summary>
    public static void DeleteHalfWritten(params IEnumerable<string> folders)
    {
        foreach (string folder in folders.Where(Directory.Exists))
        {
            foreach (string temporary in Directory.EnumerateDirectories(folder, "*.tmp-*"))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private List<SavedState> All() => !Directory.Exists(Folder) ? [] : [.. Directory.EnumerateDirectories(Folder)
        .Where(folder => long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(folder => new SavedState(long.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), folder))];
}

internal static class SavedStateOrder
{
    /// <summary>The one with more steps done; the other where one is missing.</summary>
    public static SavedState? LaterOf(this SavedState? first, SavedState? second) => second is null || first?.Step >= second.Step ? first : second;
}
