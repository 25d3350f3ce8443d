using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>A part of a pretraining run that reads one mixture: annealing, for example, ends a run on better text.</summary>
/// <param name="Mixture">What it reads.</param>
/// <param name="FirstStep">Its first step, counted from 0; it lasts until the first step of the next stage.</param>
public sealed record MixtureStage(Mixture Mixture, long FirstStep)
{
    internal static void Check(ImmutableArray<MixtureStage> stages)
    {
        if (stages.IsDefaultOrEmpty) throw new ArgumentException("There is no stage; expected at least one.", nameof(stages));
        if (stages[0].FirstStep != 0) throw new ArgumentException($"The first stage begins at step {stages[0].FirstStep}; expected 0.", nameof(stages));
        for (int stage = 1; stage < stages.Length; stage++)
        {
            if (stages[stage].FirstStep <= stages[stage - 1].FirstStep)
                throw new ArgumentException($"Stage {stage + 1} begins at step {stages[stage].FirstStep} and stage {stage} at step {stages[stage - 1].FirstStep}; expected ascending steps.", nameof(stages));
        }
    }
}
