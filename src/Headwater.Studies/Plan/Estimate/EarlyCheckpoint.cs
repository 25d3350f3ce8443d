namespace Headwater.Studies;

/// <summary>How far a trajectory must be for a finetuning, or a branch, to start from its checkpoint.</summary>
internal static class EarlyCheckpoint
{
    /// <summary>Share of the needed job after which the job can start: 1, its end, unless it starts from checkpoints on the way.</summary>
    public static double Share(Job job, string need, IReadOnlyDictionary<string, JobEstimate> jobs) =>
        StandingCheckpoint.PretrainingOf(job) == need ? Share(StandingCheckpoint.TokensOf(job).Max(), (PretrainingSettings)jobs[need].Job.Settings) : 1;

    /// <summary>Seconds of what is left of a trajectory until a checkpoint is there.</summary>
    public static double SecondsUntil(JobEstimate trajectory, double share) =>
        trajectory.Done >= share ? 0 : trajectory.SecondsLeft * (share - trajectory.Done) / (1 - trajectory.Done);

    // Branches come after the whole trajectory, the smallest count first.
    private static double Share(long checkpoint, PretrainingSettings settings)
    {
        long before = !settings.HasBranches() ? settings.StepOf(checkpoint)
            : settings.TrajectorySteps() + settings.Checkpoints.Where(tokens => tokens <= checkpoint).Sum(tokens => settings.StepOf(tokens) - settings.BranchStart(tokens));
        return Math.Min(1, (double)before / settings.StepsDone());
    }
}
