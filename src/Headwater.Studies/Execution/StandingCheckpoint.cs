namespace Headwater.Studies;

/// <summary>A finetuning needs one checkpoint, not the whole trajectory: it can start while the pretraining that wrote the checkpoint goes on.</summary>
internal static class StandingCheckpoint
{
    /// <summary>The pretraining whose checkpoint a run starts from; <c>null</c> where there is none.</summary>
    public static string? PretrainingOf(Job job) => (job.Settings as FinetuningSettings)?.Pretraining;

    /// <summary>Whether <paramref name="need"/> is the pretraining of a finetuning, and has written the checkpoint that the finetuning starts from.</summary>
    public static bool IsWhat(Job job, string need, StudyFolder folder) =>
        job.Settings is FinetuningSettings { Pretraining: { } pretraining } settings && need == pretraining && Directory.Exists(folder.Run(pretraining).Checkpoint(settings.Checkpoint));
}
