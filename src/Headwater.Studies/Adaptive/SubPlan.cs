using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>The part of a plan that some cells need: the same jobs under the same ids, and of a trajectory only the checkpoints that are asked for.</summary>
internal static class SubPlan
{
    public static StudyPlan Of(StudyPlan plan, IEnumerable<StudyCell> cells)
    {
        ImmutableArray<StudyCell> asked = [.. cells];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (string id in asked.SelectMany(cell => new[] { cell.Run, cell.Rate, cell.Measures }).OfType<string>())
            Add(plan, id, ids);
        Dictionary<string, long> longest = [];
        foreach (IFromCheckpoint run in plan.Jobs.Where(job => ids.Contains(job.Id)).Select(job => job.Settings).OfType<IFromCheckpoint>().Where(run => run.Pretraining is not null))
            longest[run.Pretraining!] = Math.Max(longest.GetValueOrDefault(run.Pretraining!), run.Checkpoint);
        foreach (Job job in plan.Jobs.Where(job => ids.Contains(job.Id)))
        {
            if (job.Settings is PretrainingSettings { Trunk: { } trunk } staged)
                longest[trunk] = Math.Max(longest.GetValueOrDefault(trunk), staged.TrunkTokens(staged.Checkpoints.Where(tokens => tokens <= longest.GetValueOrDefault(job.Id, long.MaxValue)))[^1]);
        }

        return plan with
        {
            Jobs = [.. plan.Jobs.Where(job => ids.Contains(job.Id)).Select(job => longest.TryGetValue(job.Id, out long tokens) ? Shortened(job, tokens) : job)],
            Cells = [.. plan.Cells.Where(cell => asked.Contains(cell) || IsIn(cell, ids))],
        };
    }

    private static void Add(StudyPlan plan, string id, HashSet<string> ids)
    {
        if (!ids.Add(id))
            return;
        foreach (string need in plan.Find(id)!.Needs)
            Add(plan, need, ids);
    }

    // What the chosen cells need may fill others, such as the trials of a rate.
    private static bool IsIn(StudyCell cell, HashSet<string> ids) =>
        (cell.Run is null || ids.Contains(cell.Run)) && (cell.Rate is null || ids.Contains(cell.Rate)) && (cell.Measures is null || ids.Contains(cell.Measures));

    private static Job Shortened(Job job, long tokens)
    {
        PretrainingSettings settings = (PretrainingSettings)job.Settings;
        PretrainingSettings kept = settings with { Checkpoints = [.. settings.Checkpoints.Where(checkpoint => checkpoint <= tokens)] };
        double share = (double)kept.StepsDone() / settings.StepsDone();
        return job with
        {
            Settings = kept,
            Steps = kept.StepsDone(),
            Tokens = (long)(share * job.Tokens),
            Work = share * job.Work,
            DiskBytes = job.DiskBytes * kept.Checkpoints.Length / settings.Checkpoints.Length,
        };
    }
}
