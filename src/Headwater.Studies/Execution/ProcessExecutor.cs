using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// Runs training jobs in <see cref="Worker"/> processes, one job each at a time, and the light ones in this process. What a job says goes into its
/// log; how far it is, is read from its metrics. A worker is trusted with another job only when it has finished its last.
/// </summary>
internal sealed class ProcessExecutor : IJobExecutor, IDisposable
{
    private const int LastLines = 5;
    private const int UsageError = 2;   // the exit code of a job's command that does not understand what it was given

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.5);

    private readonly RunStore _store;
    private readonly RunOptions _options;
    private readonly IJobExecutor _light;
    private readonly DeviceSlots _devices;
    private readonly ConcurrentBag<Worker> _idle = [];
    private readonly ConcurrentDictionary<Worker, bool> _busy = [];
    private readonly CancellationTokenRegistration _atOnce;

    public ProcessExecutor(RunStore store, RunOptions options, IJobExecutor light, DeviceSlots devices)
    {
        (_store, _options, _light, _devices) = (store, options, light, devices);
        _atOnce = options.AtOnce.Register(() => { foreach (Worker worker in _busy.Keys) worker.Kill(); });
    }

    public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        if (!job.Trains)
            return await _light.Run(job, progress, token);

        RunFolder run = _store.Folder.Run(job.Id);
        Directory.CreateDirectory(run.Root);
        Worker worker = _idle.TryTake(out Worker? idle) ? idle : Worker.Start(_options.Command, _store.Folder, _devices.Take());
        _busy[worker] = true;
        using StreamWriter log = OpenLog(run);
        using (token.Register(worker.Stop))
        {
            await Watch(worker.Run(JobOrder.Of(job, _options), log), job, progress);
        }

        _busy.TryRemove(worker, out _);
        if (_store.IsDone(job) && worker.ExitCode is null && !token.IsCancellationRequested)
        {
            _idle.Add(worker);
            return JobOutcome.Done;
        }

        using (worker)
        {
            _devices.Return(worker.Device);
            return Outcome(job, worker, token);
        }
    }

    public void Dispose()
    {
        _atOnce.Dispose();
        foreach (Worker worker in _idle)
            worker.Dispose();
    }

    // Kept over attempts, and shared with another process that works on the same study.
    private static StreamWriter OpenLog(RunFolder run) =>
        new(new FileStream(run.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };

    private async Task Watch(Task ended, Job job, Action<JobProgress> progress)
    {
        long last = -1;
        while (await Task.WhenAny(ended, Task.Delay(Poll)) != ended)
        {
            if (_store.LastLine(job.Id) is { } line && JobProgress.Of(line, job.Steps) is { } now && now.Step != last)
            {
                last = now.Step;
                progress(now);
            }
        }

        await ended;
    }

    private JobOutcome Outcome(Job job, Worker worker, CancellationToken token)
    {
        if (_store.IsDone(job))
            return JobOutcome.Done;
        if (token.IsCancellationRequested)
            return JobOutcome.Stopped;
        if (worker.ExitCode is null && _store.Failure(job.Id) is { } failure)
            return JobOutcome.Failed(failure.Reason, failure.Kind);

        string log = _store.Folder.Run(job.Id).LogFile;
        ImmutableArray<string> lines = [.. File.ReadLines(log).TakeLast(LastLines)];
        string reason = $"its process ended with exit code {worker.ExitCode}; the log is {log}. Its last lines: {string.Join(" | ", lines)}";
        FailureKind kind = worker.ExitCode == UsageError ? FailureKind.Error : FailureKind.Killed;
        _store.Fail(job.Id, new RunFailure(reason, null, DateTimeOffset.UtcNow) { Kind = kind, LastLines = lines });
        return JobOutcome.Failed(reason, kind);
    }
}
