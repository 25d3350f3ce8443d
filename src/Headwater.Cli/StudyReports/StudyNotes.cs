using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What a reader of a study's report must know: runs that failed or are missing, and what runs warned of.</summary>
internal static class StudyNotes
{
    /// <summary>Runs named in one sentence; the table of runs has them all.</summary>
    private const int Named = 5;

    public static ImmutableArray<string> Of(StudySummary study)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        notes.AddRange(study.Cautions);
        notes.AddRange(StoppedOutput.Sentences(study.Stopped));
        Add(JobState.Failed, "failed");
        Add(JobState.Running, "still running");
        Add(JobState.ToDo, "not done yet");
        notes.AddRange(study.Runs.SelectMany(r => r.Warnings.Select(w => $"{r.Label}: {w}")).Distinct());
        return notes.ToImmutable();

        void Add(JobState state, string words)
        {
            RunSummary[] runs = [.. study.Runs.Where(r => r.State == state)];
            if (runs.Length == 0) return;
            string more = runs.Length > Named ? $" and {Readable.Count(runs.Length - Named)} more" : "";
            string what = runs.Length == 1 ? "1 run is" : $"{Readable.Count(runs.Length)} runs are";
            if (state == JobState.Failed) what = runs.Length == 1 ? "1 run" : $"{Readable.Count(runs.Length)} runs";
            notes.Add($"{what} {words}: {string.Join("; ", runs.Take(Named).Select(r => r.Label))}{more}. Their measurements are missing here.");
        }
    }
}
