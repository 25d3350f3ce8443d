using System.Diagnostics;
using System.Globalization;
using Headwater.Studies;
using Spectre.Console;

namespace Headwater.Cli;

/// <summary>The runs of a study on a screen: a line for every job that ends, and below it a table of those that run, written over again and again.</summary>
internal sealed class RunTable(Terminal terminal) : StudyDisplay
{
    private const int MostRows = 16;
    private const int BarWidth = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.2);

    private readonly SortedDictionary<string, StudyProgress> _running = new(StringComparer.Ordinal);
    private readonly Stopwatch _sinceDrawing = Stopwatch.StartNew();
    private StudyProgress? _latest;
    private int _lines;

    protected override void Show(StudyProgress value)
    {
        _latest = value;
        if (value.State is JobState.Done or JobState.Failed)
        {
            _running.Remove(value.Job.Id);
            Write(Ending(value));
            return;
        }

        _running[value.Job.Id] = value;
        if (_sinceDrawing.Elapsed >= Interval)
        {
            Erase();
            Draw();
        }
    }

    protected override void Write(string line)
    {
        Erase();
        terminal.Error.WriteLine(line);
        Draw();
    }

    protected override void Close()
    {
        Erase();
        _running.Clear();
        _latest = null;
    }

    private void Erase()
    {
        if (_lines > 0)
        {
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\u001b[{_lines}F\u001b[0J"));
            _lines = 0;
        }
    }

    private void Draw()
    {
        _sinceDrawing.Restart();
        if (_latest is not { } latest || _running.Count == 0)
        {
            return;
        }

        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Math.Max(40, terminal.Width - 1);
        console.Write(Table());
        text.WriteLine(Summary(latest));
        string drawn = text.ToString().ReplaceLineEndings("\n");
        terminal.Error.Write(drawn);
        _lines = drawn.Count(character => character == '\n');
    }

    private Table Table()
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string column in (string[])["run", "progress", "loss", "tokens/s", "memory"])
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        foreach (StudyProgress run in _running.Values.Take(MostRows))
        {
            JobProgress? progress = run.Progress;
            table.AddRow(
                Markup.Escape(Name(run.Job)),
                progress is null ? "" : Markup.Escape($"{Bar(progress.Fraction)} {progress.Activity ?? string.Create(CultureInfo.InvariantCulture, $"{progress.Step}/{progress.Steps}")}"),
                progress?.Loss?.ToString("F3", CultureInfo.InvariantCulture) ?? "",
                progress?.TokensPerSecond is { } rate ? Durations.Count(rate) : "",
                progress?.MemoryBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB") : "");
        }

        return table;
    }

    private string Summary(StudyProgress latest)
    {
        string more = _running.Count > MostRows ? string.Create(CultureInfo.InvariantCulture, $" · {_running.Count - MostRows} more are running") : "";
        string left = latest.TimeLeft is { } time ? $" · {Durations.Text(time)} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $" {100 * latest.Fraction:F0}% · {latest.JobsDone} of {latest.JobsTotal} jobs{left}{more}");
    }

    private static string Bar(double fraction)
    {
        int full = (int)Math.Round(BarWidth * fraction);
        return new string('━', full) + new string('╌', BarWidth - full);
    }
}
