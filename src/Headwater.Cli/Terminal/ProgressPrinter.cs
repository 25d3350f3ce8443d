using System.Diagnostics;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>
/// A running study on standard error: a line for every job that ends, and between them how far the study is: on a screen one line that is
/// rewritten, elsewhere a new line every half minute.
/// </summary>
internal sealed class ProgressPrinter(Terminal terminal) : IProgress<StudyProgress>, IDisposable
{
    private static readonly TimeSpan OnScreen = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private bool _lineIsOpen;

    public void Report(StudyProgress value)
    {
        lock (_lock)
        {
            if (value.State is JobState.Done or JobState.Failed)
            {
                ClearLine();
                terminal.Error.WriteLine($"[{value.JobsDone}/{value.JobsTotal}] {Name(value.Job)}: {(value.State == JobState.Done ? "done" : $"failed: {value.Reason}")}");
            }
            else if (_sinceLine.Elapsed >= (terminal.RewritesLines ? OnScreen : Elsewhere))
            {
                WriteLine(value);
                _sinceLine.Restart();
            }
        }
    }

    /// <summary>Leaves the cursor on a line of its own.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            ClearLine();
        }
    }

    public void Dispose() => Finish();

    private static string Name(Job job) => $"{job.Stage.ToString().ToLowerInvariant()} {job.Label}";

    private void WriteLine(StudyProgress value)
    {
        string line = Line(value);
        if (!terminal.RewritesLines)
        {
            terminal.Error.WriteLine(line);
            return;
        }

        int width = Math.Max(20, terminal.Width - 1);
        terminal.Error.Write($"\r\u001b[2K{(line.Length > width ? line[..(width - 1)] + "…" : line)}");
        _lineIsOpen = true;
    }

    private static string Line(StudyProgress value)
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{100 * value.Fraction,3:F0} %")];
        if (value.TimeLeft is { } left)
        {
            parts.Add($"{Durations.Text(left)} left");
        }

        parts.Add(Name(value.Job));
        if (value.Progress is { } progress)
        {
            parts.Add(progress.Activity ?? string.Create(CultureInfo.InvariantCulture, $"step {progress.Step}/{progress.Steps}"));
            if (progress.Tokens is { } tokens)
            {
                parts.Add($"{Durations.Count(tokens)} tokens");
            }

            if (progress.Loss is { } loss)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:F3}"));
            }

            if (progress.TokensPerSecond is { } rate)
            {
                parts.Add($"{Durations.Count(rate)} tokens/s");
            }

            if (progress.FlopsPerSecond is { } flops)
            {
                string share = progress.MachineShare is { } of ? string.Create(CultureInfo.InvariantCulture, $" ({100 * of:F0} % of the machine)") : "";
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{flops / 1e9:F1} GFLOP/s{share}"));
            }

            if (progress.MemoryBytes is { } bytes)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB"));
            }
        }

        return string.Join(" · ", parts);
    }

    private void ClearLine()
    {
        if (_lineIsOpen)
        {
            terminal.Error.Write("\r\u001b[2K");
            _lineIsOpen = false;
        }
    }
}
