using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>One job array: runs of a stage that ask for the same and wait for the same.</summary>
internal sealed record SlurmArray
{
    /// <summary>Name of the job in the queue, and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of its script, its list of jobs and its logs.</summary>
    public required string Folder { get; init; }

    public required string StudyRoot { get; init; }

    public required int Members { get; init; }

    /// <summary>Jobs that must have succeeded before.</summary>
    public required ImmutableArray<string> After { get; init; }

    /// <summary>Options of sbatch, with what the plan knows where the study is silent.</summary>
    public required ImmutableSortedDictionary<string, string> Options { get; init; }

    public required SlurmSpec Spec { get; init; }

    /// <summary>The program that does a job, and its leading arguments.</summary>
    public required ImmutableArray<string> Program { get; init; }

    public string ScriptFile => Path.Combine(Folder, "job.sh");
}
