using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>A running study on standard error: a table of its runs on a screen, lines elsewhere. Thread-safe.</summary>
internal abstract class StudyDisplay : IProgress<StudyProgress>, IDisposable
{
    private readonly Lock _lock = new();

    public static StudyDisplay On(Terminal terminal) => terminal.RewritesLines ? new RunTable(terminal) : new ProgressPrinter(terminal);

    public void Report(StudyProgress value)
    {
        lock (_lock)
        {
            Show(value);
        }
    }

    /// <summary>Says what a person should know, between the news.</summary>
    public void Tell(string message)
    {
        lock (_lock)
        {
            Write($"headwater: {message}");
        }
    }

    /// <summary>Leaves the cursor on a line of its own.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            Close();
        }
    }

    public void Dispose() => Finish();

    /// <summary>A job for people.</summary>
    protected static string Name(Job job) => $"{job.Stage.ToString().ToLowerInvariant()} {job.Label}";

    /// <summary>A job that ended.</summary>
    protected static string Ending(StudyProgress value) =>
        $"[{value.JobsDone}/{value.JobsTotal}] {Name(value.Job)}: {(value.State == JobState.Done ? "done" : $"failed: {value.Reason}")}";

    protected abstract void Show(StudyProgress value);

    protected abstract void Write(string line);

    protected abstract void Close();
}
