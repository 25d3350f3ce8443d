using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Runs a study, or continues with it: only what is missing is done.</summary>
public static class StudyRunner
{
    /// <summary>Plans and runs everything, and writes observations.csv and comparisons.csv from what is done, even when some of it failed.</summary>
    /// <exception cref="StudySpecException">The data do not fit the study, for example fewer tokens than asked for.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static StudyResult Run(
        StudySpec spec, StudyFolder folder, string device, RunOptions options, IProgress<StudyProgress>? progress = null, CancellationToken token = default)
    {
        StudyPlan plan = StudyPlanner.Plan(options.TensorBoard ? spec with { TensorBoard = true } : spec, device);
        return Run(plan, folder, options, progress, token);
    }

    /// <summary>Runs the jobs of a plan, which may be part of a study's.</summary>
    internal static StudyResult Run(StudyPlan plan, StudyFolder folder, RunOptions options, IProgress<StudyProgress>? progress, CancellationToken token)
    {
        StudySpec spec = plan.Spec;
        RunStore store = new(folder);
        StartCheck.Of(plan, store);
        options = options.For(spec);
        InProcessExecutor here = new(new JobRunner(store, options));
        ImmutableArray<string> devices = DeviceSlots.Find(plan.Device);
        int jobs = options.Jobs ?? (devices.IsEmpty ? options.JobsFor(spec) : devices.Length);
        if (jobs > 1 && options.Command.IsDefaultOrEmpty)
            throw new ArgumentException("RunOptions.Jobs is above 1 and RunOptions.Command is null; expected a command that starts a job.\nhint: set Command, or set Jobs to 1.", nameof(options));

        if (jobs == 1)
            return Run(plan, store, here, jobs, progress, token, options);

        using ProcessExecutor workers = new(store, options, here, new DeviceSlots(devices));
        return Run(plan, store, workers, jobs, progress, token, options);
    }

    /// <summary>Runs one job of a planned study in this process, as executors of jobs do.</summary>
    /// <exception cref="ArgumentException">The plan has no such job.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop; it continues from its last checkpoint.</exception>
    /// <exception cref="JobFailedException">The job failed; the reason is recorded.</exception>
    public static void RunJob(StudyFolder folder, string id, RunOptions options, Action<JobProgress>? progress = null, CancellationToken token = default)
    {
        StudyPlan plan = folder.ReadPlan();
        Job job = Find(plan, id);
        JobOutcome outcome = new JobRunner(new RunStore(folder), options.For(plan.Spec)).Run(job, progress ?? (_ => { }), token);
        if (outcome.Cancelled)
            throw new OperationCanceledException(token);
        if (outcome.Reason is not null)
            throw new JobFailedException(job, outcome.Reason);
    }

    /// <summary>
    /// Runs the jobs that come, one a line, by id or whole, and answers each with "ended ID" when it has ended, whichever way; what came of it is on
    /// record. Returns when no more come. Where it is watched, the end of the lines stops the job in hand: the process that sent them is gone.
    /// </summary>
    /// <exception cref="ArgumentException">The plan has no such job.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop; the job it was doing continues from its last checkpoint.</exception>
    public static void RunJobs(StudyFolder folder, TextReader jobs, TextWriter answers, RunOptions options, bool watched = false, CancellationToken token = default)
    {
        RunStore store = new(folder);
        using JobLines lines = new(jobs, watched, token);
        while (lines.Next() is { } line)
        {
            JobOrder order = Order(folder, line, options);
            new JobRunner(store, order.Complete(options)).Run(order.Job, _ => { }, lines.Token);
            answers.WriteLine(Worker.Ended(order.Job.Id));
        }

        token.ThrowIfCancellationRequested();
    }

    private static JobOrder Order(StudyFolder folder, string line, RunOptions options)
    {
        if (JobOrder.IsOne(line))
            return JobOrder.Parse(line);
        StudyPlan plan = folder.ReadPlan();
        return JobOrder.Of(Find(plan, line), options.For(plan.Spec));
    }

    /// <summary>Whether a command on this machine runs the study.</summary>
    public static bool IsRunning(StudyFolder folder) => RunnerFile.Here(folder).Any();

    /// <summary>Asks the commands that run a study on this machine to save it and stop; returns how many there are.</summary>
    public static int Cancel(StudyFolder folder)
    {
        int[] runners = [.. RunnerFile.Here(folder)];
        Array.ForEach(runners, TerminationSignal.Send);
        return runners.Length;
    }

    /// <summary>Writes what the study is, tells what changed and what is gone since it was last run, and returns the part of it that is asked for.</summary>
    internal static StudyPlan Begin(StudyPlan plan, RunStore store, RunOptions options)
    {
        StudyPlan part = StudySlice.Of(plan, store.Folder, options.Only);
        foreach (string line in store.Folder.Prepare(plan)?.Lines() ?? [])
            options.Notice(line);
        KeptRows.Bring(plan.Spec, store.Folder);
        LostResults.Reopen(part, store, options.Notice);
        return part;
    }

    private static Job Find(StudyPlan plan, string id) =>
        plan.Find(id) ?? throw new ArgumentException($"The study {plan.Spec.Name} has no job {id}. {Nearest(plan, id)}", nameof(id));

    private static string Nearest(StudyPlan plan, string id) =>
        NearestName.To(id, plan.Jobs.Select(job => job.Id)) is { } near ? $"Did you mean {near}?" : "See plan.json for its jobs.";

    internal static StudyResult Run(
        StudyPlan plan, RunStore store, IJobExecutor executor, int jobs, IProgress<StudyProgress>? progress, CancellationToken token, RunOptions? given = null)
    {
        RunOptions options = given ?? new RunOptions();
        StudyPlan part = Begin(plan, store, options);
        using RunnerFile here = RunnerFile.Register(store.Folder);
        KeptEstimate.Keep(part, store.Folder, () => RunSpeed.Of(part, store.Folder, jobs, options));
        ProgressTracker tracker = new(part, part.Jobs.Where(store.IsDone).Select(job => job.Id), progress);
        SchedulerLimits limits = new(jobs, plan.Device == "cpu" ? MemoryBudget.Of(options.MemoryBytes) : MemoryBudget.Unlimited, options.Notice) { Review = options.Review };
        Scheduler scheduler = new(part, store, new RetryingExecutor(executor, plan.Spec.Retries, options.Notice), limits, tracker);
        bool complete = false;
        try
        {
            // Scheduling waits on processes; a synchronous entry point keeps tasks out of the rest of the program.
            bool finished = scheduler.Run(stage => stage <= Stage.Corpus, token).GetAwaiter().GetResult();
            CapacityCheck.Check(part, store);
            finished = finished && scheduler.Run(stage => stage > Stage.Corpus, token).GetAwaiter().GetResult();
            complete = finished && scheduler.Failures.Count == 0;
            return new StudyResult
            {
                Plan = plan, Folder = store.Folder, JobsDone = scheduler.Done.Count, JobsAsked = part.Jobs.Length, Failures = [.. scheduler.Failures], Stopped = [.. scheduler.Stopped], Cancelled = !finished,
                LeftResults = !complete && ObservationCollector.WouldLose(plan, store),
            };
        }
        finally
        {
            ResultTables.Write(plan, store, complete, options.Notice);
        }
    }
}
