using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>Runs a trainer's command to its end, starts it again where it says that its state is saved, and turns every other exit code into a failure with its last lines.</summary>
internal sealed class TrainerProcess(JobContext context, TrainerCommand command, string stage)
{
    private const int LastLines = 5;
    private const int Signalled = 128;

    // Between the request to save and the kill: Slurm's own default is 30 seconds after the limit, and checkpoints of large models take minutes.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly Queue<string> _last = new();
    private readonly Lock _listening = new();

    /// <summary>What the command printed, over all attempts.</summary>
    public string LogFile { get; } = Path.Combine(context.Run.Root, $"{stage}.log");

    /// <summary>Runs it with these fields. <paramref name="heard"/> sees every line that it prints.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="TrainerException">It failed.</exception>
    public void Run(IReadOnlyDictionary<string, string> fields, Action<string> heard)
    {
        string folder = fields[CommandTemplate.Out];
        ImmutableArray<string> words = [.. command.Command.Select(word => CommandTemplate.Fill(word, fields))];
        TrainerChild.EndEarlier(context.Run);
        for (string before = FolderState.Of(folder); ; before = FolderState.Of(folder))
        {
            int code = Attempt(words, heard);
            context.Token.ThrowIfCancellationRequested();
            if (code == 0)
                return;
            if (!command.Saved.Contains(code))
                throw Failed(words, code);
            if (FolderState.Of(folder) == before)
                throw new TrainerException($"{Name(words)} ended with exit code {code}, which says that its state is saved, but nothing in {folder} changed since it began; expected a saved state, or another exit code.{Said()}\nhint: see {LogFile}.");
        }
    }

    // A process that is not on record would outlive a Headwater that is killed.
    private void Register(Process process)
    {
        try
        {
            TrainerChild.Write(context.Run, process);
        }
        catch
        {
            TrainerChild.Kill(process);
            process.Dispose();
            throw;
        }
    }

    private int Attempt(ImmutableArray<string> words, Action<string> heard)
    {
        using StreamWriter log = new(new FileStream(LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)) { AutoFlush = true };
        using Process process = Start(words, line =>
        {
            lock (_listening)
            {
                _last.Enqueue(line);
                if (_last.Count > LastLines)
                    _last.Dequeue();
                Note(line, log, heard);
            }
        });
        using CancellationTokenRegistration atOnce = context.Options.AtOnce.Register(() => TrainerChild.Kill(process));
        using Timer overdue = new(_ => TrainerChild.Kill(process));
        using CancellationTokenRegistration stop = context.Token.Register(() =>
        {
            TerminationSignal.Send(process);
            overdue.Change(Grace, Timeout.InfiniteTimeSpan);
        });
        process.WaitForExit();
        File.Delete(TrainerChild.FileOf(context.Run));
        return process.ExitCode;
    }

    private Process Start(ImmutableArray<string> words, Action<string> heard)
    {
        ProcessStartInfo info = new(words[0], words.Skip(1)) { WorkingDirectory = command.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        info.Environment["PYTHONUNBUFFERED"] = "1";
        Process process = new() { StartInfo = info };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new TrainerException($"trainer.{stage}.command cannot be started: {exception.Message.TrimEnd('.')}; expected a program on the path, or one beside the study file.\nhint: check its first word, {words[0]}, and that it may be executed.");
        }

        Register(process);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Hear(string? line)
        {
            if (line is not null)
                heard(line);
        }
    }

    // A full disk under the log or the curve is no reason to end a run; its results are written later, and then it shows.
    private static void Note(string line, TextWriter log, Action<string> heard)
    {
        try
        {
            log.WriteLine(line);
            heard(line);
        }
        catch (IOException)
        {
            // The line is lost, and the next one may find room.
        }
    }

    private TrainerException Failed(ImmutableArray<string> words, int code)
    {
        string how = code > Signalled ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {code - Signalled}") : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}");
        string message = $"{Name(words)} {how}; the log is {LogFile}.{Said()}";
        FailureKind kind = FailureKinds.IsOutOfMemory(message) ? FailureKind.Memory : code > Signalled || command.Again.Contains(code) ? FailureKind.Killed : FailureKind.Error;
        return new TrainerException(message, kind);
    }

    private string Name(ImmutableArray<string> words) => $"the {stage} command of the trainer ({Path.GetFileName(words[0])})";

    private string Said()
    {
        lock (_listening)
            return _last.Count == 0 ? " It printed nothing." : $" Its last lines: {string.Join(" | ", _last)}";
    }
}
