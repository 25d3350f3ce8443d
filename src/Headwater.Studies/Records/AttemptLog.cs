using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Headwater.Studies;

/// <summary>A run's attempts.jsonl: a line when one begins, and a line when it ends by itself. For people; nothing depends on it.</summary>
internal static class AttemptLog
{
    public static void Append(RunFolder run, Attempt attempt)
    {
        try
        {
            File.AppendAllText(run.AttemptsFile, JsonSerializer.Serialize(attempt, StudyJson.Line) + "\n", new UTF8Encoding(false));
        }
        catch (IOException)
        {
            // On a full disk the run itself says so, and one that is done stays done.
        }
    }

    public static ImmutableArray<Attempt> Read(RunFolder run) => !File.Exists(run.AttemptsFile) ? [] :
        [.. File.ReadAllLines(run.AttemptsFile).Select(Parse).OfType<Attempt>()];

    // A kill may cut the last line short.
    private static Attempt? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<Attempt>(line, StudyJson.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The beginning or the end of one attempt at a run.</summary>
/// <param name="Event"><c>began</c>, <c>done</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="At">When, by the clock of the machine.</param>
internal sealed record Attempt(string Event, DateTimeOffset At)
{
    public string? Machine { get; init; }

    public int? ProcessId { get; init; }

    /// <summary>The Slurm job that did it, as <c>ARRAY_INDEX</c>.</summary>
    public string? SlurmJob { get; init; }

    public string? Reason { get; init; }

    public static Attempt Begins() => new("began", DateTimeOffset.UtcNow)
    {
        Machine = Environment.MachineName, ProcessId = Environment.ProcessId, SlurmJob = SlurmVariables.Job,
    };

    public static Attempt Ends(JobOutcome outcome) =>
        new(outcome.Reason is not null ? "failed" : outcome.Cancelled ? "stopped" : "done", DateTimeOffset.UtcNow) { Reason = outcome.Reason };
}
