using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Runs a study on a Slurm cluster: hands in what is missing, and follows it to its end.</summary>
public static class SlurmRunner
{
    /// <summary>Plans, submits, and waits where <see cref="RunOptions.Wait"/> says so; then writes the tables of what is done. Jobs that are in the queue already are left there.</summary>
    /// <exception cref="SlurmException">Slurm is not there, or refuses.</exception>
    /// <exception cref="StudySpecException">The data do not fit the study.</exception>
    public static StudyResult Run(
        StudySpec spec, StudyFolder folder, string device, RunOptions options, IProgress<StudyProgress>? progress = null, CancellationToken token = default) =>
        Run(StudyPlanner.Plan(options.TensorBoard ? spec with { TensorBoard = true } : spec, device), new RunStore(folder), options.For(spec), SlurmCluster.OfThisMachine, progress, token);

    /// <summary>Ends what a study has in the queue; returns how many jobs that were.</summary>
    /// <exception cref="SlurmException">Slurm is not there, or refuses.</exception>
    public static int Cancel(StudyFolder folder) => Cancel(folder, SlurmCluster.OfThisMachine);

    internal static int Cancel(StudyFolder folder, SlurmCluster cluster)
    {
        if (SlurmSubmission.All(folder).IsEmpty)
            return 0;
        Dictionary<string, QueuedMember> queued = SlurmQueue.Of(folder, cluster) ?? throw new SlurmException("squeue does not respond.\nhint: try again later.");
        cluster.Cancel([.. queued.Values.Select(member => member.Id).Order(StringComparer.Ordinal)]);
        return queued.Count;
    }

    internal static StudyResult Run(StudyPlan plan, RunStore store, RunOptions options, SlurmCluster cluster, IProgress<StudyProgress>? progress, CancellationToken token)
    {
        cluster.Check();                                    // no Slurm, no folder
        StartCheck.CanWrite(store.Folder);
        StudyPlan part = StudyRunner.Begin(plan, store, options);
        using RunnerFile here = RunnerFile.Register(store.Folder);
        KeptEstimate.Keep(part, store.Folder, () => EstimateOptions.Known(part, store.Folder, options.JobsFor(plan.Spec)).Counted(part, store.Folder));
        CapacityCheck.Check(part, store);
        SlurmSubmitter submitter = new(part, store, options, cluster);
        Submit(submitter, store, cluster, options, _ => false);
        SlurmWatch watch = new(part, store, cluster, new ProgressTracker(part, part.Jobs.Where(store.IsDone).Select(job => job.Id), progress));
        bool detached = !options.Wait;
        try
        {
            if (options.Wait)
                Follow(watch, part, store, submitter, cluster, options, token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            detached = true;
        }
        finally
        {
            ResultTables.Write(plan, store, watch.Done == part.Jobs.Length, options.Notice);
        }

        return new StudyResult
        {
            LeftResults = watch.Done < part.Jobs.Length && ObservationCollector.WouldLose(plan, store),
            Plan = plan, Folder = store.Folder, JobsDone = watch.Done, JobsAsked = part.Jobs.Length, Failures = [.. watch.Failures, .. detached ? [] : watch.Lost], Cancelled = detached, Detached = detached,
        };
    }

    // What is lost is handed in again, with what waited for it: by the rule for processes that are killed.
    private static async Task Follow(
        SlurmWatch watch, StudyPlan plan, RunStore store, SlurmSubmitter submitter, SlurmCluster cluster, RunOptions options, CancellationToken token)
    {
        await watch.Follow(token);
        for (int failures = 1; watch.Lost.Count > 0 && plan.Spec.Retries.Allows(failures, FailureKind.Killed); failures++)
        {
            foreach (JobFailure lost in watch.Lost.Where(lost => !lost.Blocked))
                options.Notice($"{lost.Job.Id} is resubmitted: {lost.Reason}");
            await Task.Delay(plan.Spec.Retries.Pause(failures), token);
            HashSet<string> failed = [.. watch.Failures.Select(failure => failure.Job.Id)];
            Submit(submitter, store, cluster, options, job => failed.Contains(job.Id));
            await watch.Follow(token);
        }
    }

    private static void Submit(SlurmSubmitter submitter, RunStore store, SlurmCluster cluster, RunOptions options, Func<Job, bool> leaveOut)
    {
        Dictionary<string, QueuedMember> queue = SlurmQueue.Of(store.Folder, cluster) ?? throw new SlurmException("squeue does not respond.\nhint: try again later.");
        Dictionary<string, string> queued = queue.ToDictionary(run => run.Key, run => run.Value.Id);
        int before = queued.Count;
        int submitted = submitter.Submit(queued, leaveOut);
        if (submitted + before > 0)
            options.Notice(FormattableString.Invariant($"{submitted} jobs were submitted to Slurm{(before > 0 ? FormattableString.Invariant($"; {before} were already queued") : "")}."));
    }
}
