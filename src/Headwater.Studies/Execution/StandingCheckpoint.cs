using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// A finetuning, or an evaluation without one, needs one checkpoint, not the whole trajectory, and a mixture in stages those checkpoints of its trunk that its branches leave: it can start while the
/// pretraining that wrote them goes on.
/// </summary>
internal static class StandingCheckpoint
{
    /// <summary>The pretraining whose checkpoint a run starts from; <c>null</c> where there is none.</summary>
    public static string? PretrainingOf(Job job) => job.Settings switch
    {
        IFromCheckpoint settings => settings.Pretraining,
        PretrainingSettings settings => settings.Trunk,
        _ => null,
    };

    /// <summary>The token counts of the checkpoints that a run starts from; none where it starts from no run's.</summary>
    public static ImmutableArray<long> TokensOf(Job job) => job.Settings switch
    {
        IFromCheckpoint { Pretraining: not null } settings => [settings.Checkpoint],
        PretrainingSettings { Trunk: not null } settings => settings.TrunkTokens(settings.Checkpoints),
        _ => [],
    };

    /// <summary>Whether <paramref name="need"/> is the pretraining that a run starts from, and has written the checkpoints that it starts from.</summary>
    public static bool IsWhat(Job job, string need, StudyFolder folder) =>
        need == PretrainingOf(job) && TokensOf(job).All(tokens => Directory.Exists(folder.Run(need).Checkpoint(tokens)));
}
