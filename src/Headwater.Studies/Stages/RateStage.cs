using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Keeps the trial with the least validation loss; of equals, the first.</summary>
internal static class RateStage
{
    public static RateResult Run(JobContext context, RateSettings settings)
    {
        ImmutableArray<RateTrial> trials = [.. settings.Trials.Select(id => Trial(context.Store, id))];
        RateTrial best = trials.MinBy(trial => trial.ValidationLoss)!;
        return new RateResult { LearningRate = best.LearningRate, Run = best.Run, Trials = trials, Warnings = Warnings(trials, best) };
    }

    private static RateTrial Trial(RunStore store, string id)
    {
        FinetuningResult result = store.Result<FinetuningResult>(id);
        return new RateTrial(id, result.LearningRate, result.ValidationLoss);
    }

    // A best rate at the edge of the list may lie beyond it.
    public static ImmutableArray<string> Warnings(ImmutableArray<RateTrial> trials, RateTrial best)
    {
        bool largest = trials.Length > 2 && best.LearningRate == trials.Max(trial => trial.LearningRate);
        bool smallest = trials.Length > 2 && best.LearningRate == trials.Min(trial => trial.LearningRate);
        return largest || smallest
            ? [$"the best learning rate, {NumberText.Format(best.LearningRate)}, is the {(largest ? "largest" : "smallest")} that was tried; a {(largest ? "larger" : "smaller")} rate may be better."]
            : [];
    }
}
