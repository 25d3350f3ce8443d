using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// Runs training jobs in <see cref="Worker"/> processes, one job each at a time, and the light ones in this process. What a job says goes into its
/// log; how far it is, is read from its metrics. A worker is trusted with another job only when it has finished its last.
/// </summary>
internal sealed class ProcessExecutor(RunStore store, ImmutableArray<string> command, IJobExecutor light) : IJobExecutor, IDisposable
{
    private const int LastLines = 5;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentBag<Worker> _idle = [];

    public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        if (!job.Trains)
            return await light.Run(job, progress, token);

        RunFolder run = store.Folder.Run(job.Id);
        Directory.CreateDirectory(run.Root);
        Worker worker = _idle.TryTake(out Worker? idle) ? idle : Worker.Start(command, store.Folder);
        using StreamWriter log = new(run.LogFile, append: false) { AutoFlush = true };
        using (token.Register(worker.Stop))
        {
            await Watch(worker.Run(job.Id, log), job, progress);
        }

        if (store.IsDone(job) && worker.ExitCode is null && !token.IsCancellationRequested)
        {
            _idle.Add(worker);
            return JobOutcome.Done;
        }

        using (worker)
        {
            return Outcome(job, worker, token);
        }
    }

    public void Dispose()
    {
        foreach (Worker worker in _idle)
            worker.Dispose();
    }

    private async Task Watch(Task ended, Job job, Action<JobProgress> progress)
    {
        long last = -1;
        while (await Task.WhenAny(ended, Task.Delay(Poll)) != ended)
        {
            if (store.LastLine(job.Id) is { } line && line.Step != last)
            {
                last = line.Step;
                progress(JobProgress.Of(line, job.Steps));
            }
        }

        await ended;
    }

    private JobOutcome Outcome(Job job, Worker worker, CancellationToken token)
    {
        if (store.IsDone(job))
            return JobOutcome.Done;
        if (token.IsCancellationRequested)
            return JobOutcome.Stopped;
        if (store.Failure(job.Id) is { } failure)
            return JobOutcome.Failed(failure.Reason);

        string log = store.Folder.Run(job.Id).LogFile;
        string reason = $"its process ended with exit code {worker.ExitCode}; the log is {log}. Its last lines: {string.Join(" | ", File.ReadLines(log).TakeLast(LastLines))}";
        store.Fail(job.Id, reason);
        return JobOutcome.Failed(reason);
    }
}
