using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// A process of <c>headwater job STUDY</c> that does one job after another: ids go in on its standard input, and it answers each with
/// <see cref="Ended"/> when that job has ended, whichever way. Kept alive because a new process compiles for seconds what this one has ready. It watches its
/// standard input, which ends with this process, and then saves its job and ends too.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;
    private readonly Task _exit;
    private readonly Lock _listening = new();
    private TextWriter _log = TextWriter.Null;
    private TaskCompletionSource _job = new();
    private string _answer = "";

    private Worker(Process process, string? device)
    {
        _process = process;
        Device = device;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _exit = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>The code it ended with; null while it lives.</summary>
    public int? ExitCode => _exit.IsCompleted ? _process.ExitCode : null;

    /// <summary>The accelerator it alone sees; null where it sees what this process does.</summary>
    public string? Device { get; }

    /// <summary>Starts one with the command that starts this program again.</summary>
    public static Worker Start(ImmutableArray<string> command, StudyFolder folder, string? device = null)
    {
        ProcessStartInfo info = new(command[0])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (string argument in (string[])[.. command.Skip(1), "job", folder.Root])
            info.ArgumentList.Add(argument);
        info.Environment["HEADWATER_PARENT"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (device is not null)
            info.Environment["CUDA_VISIBLE_DEVICES"] = device;
        return new Worker(new Process { StartInfo = info }, device);
    }

    /// <summary>What a worker says when a job has ended.</summary>
    public static string Ended(string id) => $"ended {id}";

    /// <summary>Gives it a job; the task ends with the job or with the process. What either says goes into the log.</summary>
    public Task Run(JobOrder order, TextWriter log)
    {
        lock (_listening)
        {
            _job = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _answer = Ended(order.Job.Id);
            _log = log;
        }

        try
        {
            _process.StandardInput.WriteLine(order.ToString());
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone; its exit is what the caller sees.
        }

        return Task.WhenAny(_job.Task, _exit);
    }

    /// <summary>Asks it to save its job and end.</summary>
    public void Stop() => TerminationSignal.Send(_process);

    /// <summary>Ends it at once, and everything it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    /// <summary>Waits for its last words and its end: with its input closed it does what it has, and no more.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        _exit.GetAwaiter().GetResult();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line != _answer)
        {
            Note(line);
            return;
        }

        lock (_listening)
        {
            _log = TextWriter.Null;
        }

        _job.TrySetResult();
    }

    private void Note(string? line)
    {
        lock (_listening)
        {
            if (line is not null)
                Write(line);
        }
    }

    // A log that cannot be written is no reason to end a run.
    private void Write(string line)
    {
        try
        {
            _log.WriteLine(line);
        }
        catch (IOException)
        {
            _log = TextWriter.Null;
        }
    }
}
