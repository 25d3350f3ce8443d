namespace Headwater.Studies;

/// <summary>A finetuning, or an evaluation without one, needs one checkpoint, not the whole trajectory: it can start while the pretraining that wrote the checkpoint goes on.</summary>
internal static class StandingCheckpoint
{
    /// <summary>The pretraining whose checkpoint a run starts from; <c>null</c> where there is none.</summary>
    public static string? PretrainingOf(Job job) => (job.Settings as IFromCheckpoint)?.Pretraining;

    /// <summary>Whether <paramref name="need"/> is the pretraining that a run starts from, and has written the checkpoint that the run needs.</summary>
    public static bool IsWhat(Job job, string need, StudyFolder folder) =>
        job.Settings is IFromCheckpoint { Pretraining: { } pretraining } settings && need == pretraining && Directory.Exists(folder.Run(pretraining).Checkpoint(settings.Checkpoint));
}
