using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>
/// What a validation changes in the state of a training run. A best value is a best value however small the step; an improvement, which patience waits
/// for, must exceed a tolerance over the value at the last improvement, so that a curve that creeps does not keep a run going.
/// </summary>
internal static class ValidationTracking
{
    public static TrainerState After(TrainerState state, TrainingOptions options, double loss, IReadOnlyList<ValidationScore> scores)
    {
        bool improved = loss < ((1 - options.LossTolerance) * state.ReferenceLoss ?? double.PositiveInfinity);
        TrainerState after = state with { LastLoss = double.IsFinite(loss) ? loss : null };
        if (loss < (state.BestLoss ?? double.PositiveInfinity))
        {
            after = after with { BestLoss = loss, BestStep = state.Step };
        }

        if (improved)
        {
            after = after with { ReferenceLoss = loss, LossImprovedStep = state.Step };
        }

        ImmutableSortedDictionary<string, BestValidation> bests = state.BestScores;
        foreach (ValidationScore score in scores)
        {
            BestValidation best = After(bests.GetValueOrDefault(score.Name), options, score.Value, state.Step);
            improved |= best.ImprovedStep == state.Step;
            bests = bests.SetItem(score.Name, best);
        }

        return after with { BestScores = bests, ValidationsSinceBest = improved ? 0 : state.ValidationsSinceBest + 1 };
    }

    private static BestValidation After(BestValidation? best, TrainingOptions options, double value, long step)
    {
        if (best is null)
        {
            return new BestValidation(step, value, value, step);
        }

        BestValidation after = value > best.Value ? best with { Step = step, Value = value } : best;
        return value > best.Reference + (options.ScoreTolerance * Math.Abs(best.Reference)) ? after with { Reference = value, ImprovedStep = step } : after;
    }
}

/// <summary>The best value of one validation score so far.</summary>
/// <param name="Step">The step whose model had it.</param>
/// <param name="Value">The value.</param>
/// <param name="Reference">The value at <paramref name="ImprovedStep"/>: what a later one must exceed by the tolerance to count as an improvement.</param>
/// <param name="ImprovedStep">The step of the last improvement by more than the tolerance.</param>
public sealed record BestValidation(long Step, double Value, double Reference, long ImprovedStep);

/// <summary>A score of a model on validation examples, such as BLEU; higher is better.</summary>
public readonly record struct ValidationScore(string Name, double Value);
