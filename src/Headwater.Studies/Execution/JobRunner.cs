namespace Headwater.Studies;

/// <summary>Does one job in this process, under its lock, and records how it ended.</summary>
internal sealed class JobRunner(RunStore store, RunOptions options)
{
    public JobOutcome Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        try
        {
            using RunLock held = RunLock.Acquire(store.Folder.Run(job.Id), token);
            if (store.IsDone(job))
                return JobOutcome.Done;

            store.Start(job);
            store.Finish(job, Execute(new JobContext(store, options, job, progress, token)));
            return JobOutcome.Done;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return JobOutcome.Stopped;
        }
#pragma warning disable CA1031 // whatever went wrong in one run is recorded, and the others go on
        catch (Exception exception)
        {
            store.Fail(job.Id, exception.Message, exception.ToString());
            return JobOutcome.Failed(exception.Message);
        }
#pragma warning restore CA1031
    }

    private static RunResult Execute(JobContext context) => context.Job.Settings switch
    {
        TokenizerSettings settings => TokenizerStage.Run(context, settings),
        CorpusSettings settings => CorpusStage.Run(context, settings),
        PretrainingSettings settings => new PretrainingStage(context, settings).Run(),
        RateSettings settings => RateStage.Run(context, settings),
        FinetuningSettings settings => new FinetuningStage(context, settings).Run(),
        MeasuresSettings settings => new MeasuresStage(context, settings).Run(),
        _ => throw new InvalidOperationException($"{context.Job.Id} has no stage."),
    };
}
