using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// One trajectory at an undecayed rate, and for each checkpoint a branch off it on which the rate falls to 0: every budget ends as if it had been trained
/// for, at the cost of its last steps (Hägele et al. 2024, arXiv:2405.18392). A branch reads the batches that the trajectory would have read, or, of a mixture in
/// stages, those of its later stages; the trajectory is then the trunk, which is a run of its own.
/// </summary>
internal sealed class Branches(JobContext context, PretrainingSettings settings, Func<SavedState?, TrainingStart> begin, Func<long, TrainingOptions> options)
{
    private readonly SavedStates _trunk = new(context.Run.TrunkFolder);

    /// <summary>Called with a checkpoint's tokens before it is written.</summary>
    public Action<long> BeforeCheckpoint { get; init; } = _ => { };

    /// <summary>Makes the checkpoints that are missing, and returns the seconds of all that was trained.</summary>
    public double Train(PretrainingText text, ImmutableArray<long> missing)
    {
        ImmutableArray<long> starts = [.. missing.Select(settings.BranchStart).Distinct()];
        if (settings.Trunk is null && starts.Any(start => !Directory.Exists(_trunk.FolderFor(start))))
            TrainTrunk(text.Stream, starts);
        foreach (long tokens in missing)
            TrainBranch(text.StreamOf(tokens), tokens);
        _trunk.DeleteBefore(starts.Max());                  // the last one stays, for a count that is added later
        new SavedStates(context.Run.ResumeFolder).DeleteAll();
        return Seconds(context, settings);
    }

    /// <summary>The seconds of all that a run with branches trained.</summary>
    public static double Seconds(JobContext context, PretrainingSettings settings) => ((string[])[context.Run.MetricsFile, .. settings.Checkpoints.Select(context.Run.BranchMetricsFile)])
        .Sum(file => MetricsLog.Last(file)?.Seconds ?? 0);

    private void TrainTrunk(PretrainingStream stream, ImmutableArray<long> starts)
    {
        long first = starts.Where(start => !Directory.Exists(_trunk.FolderFor(start))).Min();
        SavedStates states = new(context.Run.ResumeFolder);
        TrainingStart start = begin(_trunk.Latest(first).LaterOf(states.Latest(first))) with { States = states };
        TrainingSession? session = null;
        using (session = new TrainingSession(context, options(starts.Max()), start) { AtStep = step => Keep(session!, starts, step) })
            session.Run(stream.Batch);
    }

    private void Keep(TrainingSession session, ImmutableArray<long> starts, long step)
    {
        if (starts.Contains(step))
            session.Save(_trunk.FolderFor(step));
    }

    private void TrainBranch(PretrainingStream stream, long tokens)
    {
        (long from, long end) = (settings.BranchStart(tokens), settings.StepOf(tokens));
        SavedStates states = new(context.Run.BranchFolder(tokens));
        TrainingStart start = begin(states.Latest() ?? new SavedState(from, FolderFor(from))) with
        {
            States = states,
            MetricsFile = context.Run.BranchMetricsFile(tokens),
            StepsBefore = StepsBefore(tokens) - from,
        };
        TrainingOptions plain = options(end);
        using TrainingSession session = new(context, settings.Decay is null ? plain : plain with { Schedule = plain.Schedule.WithDecay(settings.DecayStart(tokens), end) }, start);
        session.Run(stream.Batch);
        BeforeCheckpoint(tokens);
        session.Save(context.Run.Checkpoint(tokens));
        states.DeleteAll();
    }

    private string FolderFor(long step) => settings.Trunk is { } trunk ? context.Folder.Run(trunk).Checkpoint(step * settings.TokensPerStep()) : _trunk.FolderFor(step);

    // What the run trained before a branch: the trajectory, and the branches of smaller counts.
    private long StepsBefore(long tokens) => settings.TrajectorySteps()
        + settings.Checkpoints.Where(other => other < tokens).Sum(other => settings.StepOf(other) - settings.BranchStart(other));
}
