namespace Headwater.Studies;

/// <summary>Does one job in this process, under its lock, and records how it ended.</summary>
internal sealed class JobRunner(RunStore store, RunOptions options)
{
    public JobOutcome Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        try
        {
            RunFolder run = store.Folder.Run(job.Id);
            using RunLock held = RunLock.Acquire(run, token);
            Leftovers.Delete(store.Folder, job);
            return store.IsDone(job) ? JobOutcome.Done : Try(job, run, progress, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return JobOutcome.Stopped;
        }
#pragma warning disable CA1031 // any failure of one run is recorded, and the other runs continue
        catch (Exception exception)
        {
            return Failed(job, exception);
        }
#pragma warning restore CA1031
    }

    private JobOutcome Try(Job job, RunFolder run, Action<JobProgress> progress, CancellationToken token)
    {
        store.Start(job);
        AttemptLog.Append(run, Attempt.Begins());
        JobOutcome outcome = JobOutcome.Done;
        try
        {
            ProcessMemory.Release();
            JobContext context = new(store, options, job, progress, token);
            RunResult result = Execute(context);
            Leftovers.DeleteStates(run);
            store.Finish(job, result with { Usage = context.Meter.Usage(RunUse.DiskOf(job.Id, job.Stage, store.Folder)) });
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            outcome = JobOutcome.Stopped;
        }
#pragma warning disable CA1031
        catch (Exception exception)
        {
            outcome = Failed(job, exception);
        }
#pragma warning restore CA1031

        AttemptLog.Append(run, Attempt.Ends(outcome));
        return outcome;
    }

    private JobOutcome Failed(Job job, Exception exception)
    {
        FailureKind kind = FailureKinds.Of(exception);
        string reason = FailureKinds.MessageOf(exception);
        store.Fail(job.Id, new RunFailure(reason, exception.ToString(), DateTimeOffset.UtcNow) { Kind = kind });
        return JobOutcome.Failed(reason, kind);
    }

    private static RunResult Execute(JobContext context) => context.Job.Settings switch
    {
        TokenizerSettings settings => TokenizerStage.Run(context, settings),
        CorpusSettings settings => CorpusStage.Run(context, settings),
        MixtureExportSettings settings => MixtureExport.Run(context, settings),
        PretrainingSettings { Trainer: not null } settings => new TrainerPretraining(context, settings).Run(),
        FinetuningSettings { Trainer: not null } settings => new TrainerFinetuning(context, settings).Run(),
        EvaluationSettings { Trainer: not null } settings => TrainerEvaluation.Run(context, settings),
        PretrainingSettings settings => PretrainingRateStage.Run(context, settings),
        RateSettings settings => RateStage.Run(context, settings),
        FinetuningSettings settings => new FinetuningStage(context, settings).Run(),
        EvaluationSettings settings => new EvaluationStage(context, settings).Run(),
        MeasuresSettings settings => new MeasuresStage(context, settings).Run(),
        _ => throw new InvalidOperationException($"{context.Job.Id} has no stage."),
    };
}

/// <summary>What a stage is given beside its settings.</summary>
internal sealed record JobContext(RunStore Store, RunOptions Options, Job Job, Action<JobProgress> Progress, CancellationToken Token)
{
    public StudyFolder Folder => Store.Folder;

    public RunFolder Run { get; } = Store.Folder.Run(Job.Id);

    /// <summary>What this attempt spends.</summary>
    public RunMeter Meter { get; } = new();
}
