namespace Headwater.Studies;

/// <summary>Where jobs run: in this process, or in processes of their own. Returns when the job has ended, whichever way; it throws only for its own faults.</summary>
internal interface IJobExecutor
{
    Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token);
}

/// <summary>Runs jobs in this process, each on one thread from beginning to end: tensors belong to the thread that made them.</summary>
internal sealed class InProcessExecutor(JobRunner runner) : IJobExecutor
{
    public Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token) =>
        Task.Factory.StartNew(() => runner.Run(job, progress, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
