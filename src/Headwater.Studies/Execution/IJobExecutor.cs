namespace Headwater.Studies;

/// <summary>Where jobs run: in this process, or in processes of their own. Returns when the job has ended, whichever way; it throws only for its own faults.</summary>
internal interface IJobExecutor
{
    Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token);
}
