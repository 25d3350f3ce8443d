using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// Runs training jobs as <c>headwater job STUDY ID</c>, one process each, and the light ones in this process. What a job says goes into its log;
/// how far it is, is read from its metrics.
/// </summary>
internal sealed class ProcessExecutor(RunStore store, ImmutableArray<string> command, IJobExecutor light) : IJobExecutor
{
    private const int LastLines = 5;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.5);

    public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        if (!job.Trains)
            return await light.Run(job, progress, token);

        RunFolder run = store.Folder.Run(job.Id);
        Directory.CreateDirectory(run.Root);
        using Process process = new() { StartInfo = StartInfo(job) };
        using StreamWriter log = new(run.LogFile, append: false) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using CancellationTokenRegistration stop = token.Register(() => TerminationSignal.Send(process));
        await Watch(process, job, progress);
        return Outcome(job, process.ExitCode, token);
    }

    private ProcessStartInfo StartInfo(Job job)
    {
        ProcessStartInfo info = new(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[.. command.Skip(1), "job", store.Folder.Root, job.Id])
            info.ArgumentList.Add(argument);
        info.Environment["HEADWATER_PARENT"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return info;
    }

    private async Task Watch(Process process, Job job, Action<JobProgress> progress)
    {
        Task exit = process.WaitForExitAsync(CancellationToken.None);
        long last = -1;
        while (await Task.WhenAny(exit, Task.Delay(Poll)) != exit)
        {
            if (store.LastLine(job.Id) is { } line && line.Step != last)
            {
                last = line.Step;
                progress(new JobProgress(line.Step, job.Steps) { Tokens = line.Tokens, Loss = line.Loss, TokensPerSecond = line.TokensPerSecond });
            }
        }

        await exit;
    }

    private JobOutcome Outcome(Job job, int exitCode, CancellationToken token)
    {
        if (store.IsDone(job))
            return JobOutcome.Done;
        if (token.IsCancellationRequested)
            return JobOutcome.Stopped;
        if (store.Failure(job.Id) is { } failure)
            return JobOutcome.Failed(failure.Reason);

        string log = store.Folder.Run(job.Id).LogFile;
        string reason = $"its process ended with exit code {exitCode}; the log is {log}. Its last lines: {string.Join(" | ", File.ReadLines(log).TakeLast(LastLines))}";
        store.Fail(job.Id, reason);
        return JobOutcome.Failed(reason);
    }

    private static void Write(StreamWriter log, string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream.CanWrite)
                log.WriteLine(line);
        }
    }
}
