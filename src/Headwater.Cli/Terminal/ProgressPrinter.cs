using System.Diagnostics;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Lines for a pipe or a log: one for every job that ends, and every half minute one on how far the study is.</summary>
internal sealed class ProgressPrinter(Terminal terminal) : StudyDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();

    protected override void Show(StudyProgress value)
    {
        if (value.State is JobState.Done or JobState.Failed)
        {
            Write(Ending(value));
        }
        else if (_sinceLine.Elapsed >= Interval)
        {
            Write(Line(value));
            _sinceLine.Restart();
        }
    }

    protected override void Write(string line) => terminal.Error.WriteLine(line);

    protected override void Close()
    {
    }

    private static string Line(StudyProgress value)
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{100 * value.Fraction,3:F0}%")];
        if (value.TimeLeft is { } left)
        {
            parts.Add($"{Durations.Text(left)} left");
        }

        parts.Add(Name(value.Job));
        if (value.Progress is { } progress)
        {
            parts.AddRange(Details(progress));
        }

        return string.Join(" · ", parts);
    }

    private static IEnumerable<string> Details(JobProgress progress)
    {
        yield return progress.Activity ?? string.Create(CultureInfo.InvariantCulture, $"step {progress.Step}/{progress.Steps}");
        if (progress.Tokens is { } tokens)
        {
            yield return $"{Durations.Count(tokens)} tokens";
        }

        if (progress.Loss is { } loss)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"loss {loss:F3}");
        }

        if (progress.TokensPerSecond is { } rate)
        {
            yield return $"{Durations.Count(rate)} tokens/s";
        }

        if (progress.FlopsPerSecond is { } flops)
        {
            string share = progress.MachineShare is { } of ? string.Create(CultureInfo.InvariantCulture, $" ({100 * of:F0}% of the machine)") : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{flops / 1e9:F1} GFLOP/s{share}");
        }

        if (progress.MemoryBytes is { } bytes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB");
        }
    }
}
