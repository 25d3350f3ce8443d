using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>The points of a study that its decision rests on, with what they cost by the plan's estimate.</summary>
public static class AdaptiveGrid
{
    /// <summary>The grid at the largest finetuning size, by mixture and tokens.</summary>
    /// <exception cref="ArgumentException">The study compares nothing, or compares for several models or tasks at once.</exception>
    public static ImmutableArray<GridPoint> Of(StudyPlan plan, PlanEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(estimate);
        if (plan.Spec.Pretraining is not { Mixtures.Length: > 1 })
            throw new ArgumentException("--until decided needs at least two mixtures to compare; the study has fewer under pretraining.mixtures.\nhint: add a mixture, or leave out --until.", nameof(plan));
        if (plan.Spec.Models.Length > 1 || plan.Spec.Tasks.Length > 1)
            throw new ArgumentException($"--until decided needs one model and one task; the study has {plan.Spec.Models.Length} and {plan.Spec.Tasks.Length}.\nhint: make a study for each.", nameof(plan));
        if (plan.Spec.Pretraining.Mixtures.FirstOrDefault(mixture => !mixture.Stages.IsEmpty) is { } staged)
            throw new ArgumentException($"--until decided prices each checkpoint by itself, and those of the mixture {staged.Name}, which has stages, share a trunk.\nhint: leave out --until, or make a study of the mixtures without stages.", nameof(plan));

        Dictionary<string, JobEstimate> jobs = estimate.Jobs.ToDictionary(job => job.Job.Id, StringComparer.Ordinal);
        return [.. Cells(plan).Where(cell => cell.Mixture != StudyPlan.Scratch)
            .GroupBy(cell => cell.Mixture).SelectMany(mixture => Points(mixture, jobs))];
    }

    /// <summary>The cells that the decision rests on: the largest finetuning size, from scratch too.</summary>
    internal static IEnumerable<StudyCell> Cells(StudyPlan plan)
    {
        int? largest = plan.Spec.Finetuning.Examples[^1];
        return plan.Cells.Where(cell => cell.Examples == largest);
    }

    // Every seed of a checkpoint is run with it.
    private static IEnumerable<GridPoint> Points(IEnumerable<StudyCell> mixture, Dictionary<string, JobEstimate> jobs)
    {
        long before = 0;
        foreach (IGrouping<long, StudyCell> cells in mixture.GroupBy(cell => cell.Tokens).OrderBy(cells => cells.Key))
        {
            long from = before;
            JobEstimate[] finetunings = [.. cells.Select(cell => cell.Run).OfType<string>().Distinct().Select(id => jobs[id])];
            (JobEstimate Job, double Share)[] pretrainings = [.. cells.Select(cell => cell.Pretraining).OfType<string>().Distinct().Select(id => jobs[id])
                .Select(job => (job, (cells.Key - from) / (double)((PretrainingSettings)job.Job.Settings).Checkpoints.Max()))];
            before = cells.Key;
            yield return new GridPoint(cells.First().Mixture, cells.Key,
                finetunings.Sum(job => job.Work.Total) + pretrainings.Sum(part => part.Share * part.Job.Work.Total),
                finetunings.Sum(job => job.Seconds) + pretrainings.Sum(part => part.Share * part.Job.Seconds));
        }
    }
}

/// <summary>One checkpoint of one mixture, finetuned at the size that is decided for; and what it costs once the smaller ones of its mixture are there.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="Tokens">Its pretraining tokens, as asked for.</param>
/// <param name="Flops">Work to get there from the checkpoint before, finetuning and test included.</param>
/// <param name="Seconds">Device-seconds of that.</param>
public sealed record GridPoint(string Mixture, double Tokens, double Flops, double Seconds);
