using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>An array that was handed to Slurm: <c>slurm/NAME/submission.json</c>, beside its script, its list of jobs and its logs.</summary>
internal sealed record SlurmSubmission
{
    public required string Name { get; init; }

    /// <summary>Slurm's number; null where the command ended before it was written down. The queue then knows it by its name.</summary>
    public string? JobId { get; init; }

    /// <summary>Ids of the runs, by their place in the array.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>Everything that was handed in for a study, oldest first.</summary>
    public static ImmutableArray<SlurmSubmission> All(StudyFolder folder) => !Directory.Exists(folder.SlurmFolder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder.SlurmFolder).Order(StringComparer.Ordinal)
            .Select(path => Path.Combine(path, FileName)).Where(File.Exists).Select(RecordFile.ReadJson<SlurmSubmission>),
    ];

    public void Write(StudyFolder folder) => RecordFile.WriteJson(Path.Combine(folder.SlurmFolder, Name, FileName), this);

    private const string FileName = "submission.json";
}
