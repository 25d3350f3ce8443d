namespace Headwater.Studies;

/// <summary>How far a trajectory must be for a finetuning to start from its checkpoint.</summary>
internal static class EarlyCheckpoint
{
    /// <summary>Share of the needed job after which the job can start: 1, its end, unless it finetunes or evaluates a checkpoint on the way.</summary>
    public static double Share(Job job, string need, IReadOnlyDictionary<string, JobEstimate> jobs) =>
        job.Settings is IFromCheckpoint { Pretraining: { } pretraining } settings && pretraining == need ? Share(settings, jobs[need].Job) : 1;

    /// <summary>Seconds of what is left of a trajectory until a checkpoint is there.</summary>
    public static double SecondsUntil(JobEstimate trajectory, double share) =>
        trajectory.Done >= share ? 0 : trajectory.SecondsLeft * (share - trajectory.Done) / (1 - trajectory.Done);

    // Branches come after the whole trajectory, the smallest count first.
    private static double Share(IFromCheckpoint run, Job trajectory)
    {
        PretrainingSettings settings = (PretrainingSettings)trajectory.Settings;
        long before = settings.Decay is null ? settings.StepOf(run.Checkpoint)
            : settings.Checkpoints.Max(settings.BranchStart) + settings.Checkpoints.Where(tokens => tokens <= run.Checkpoint).Sum(tokens => settings.StepOf(tokens) - settings.BranchStart(tokens));
        return Math.Min(1, (double)before / settings.StepsDone());
    }
}
