using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The estimated work of a pretraining job.</summary>
internal static class PretrainingCost
{
    public static JobCost Of(PretrainingSettings settings, int vocabulary)
    {
        long steps = settings.StepsTrained();
        int targetLength = settings.TargetLength();
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        PairLengths lengths = PairLengths.Constant(settings.InputLength(), targetLength);
        double sequences = (double)steps * settings.Batch;
        return new JobCost
        {
            Steps = steps,
            Tokens = (long)(sequences * lengths.Both),
            Flops = cost.Training(sequences, lengths) + Choosing(settings, cost, lengths),
            MemoryBytes = cost.TrainingBytes(settings.Optimization, settings.Recompute, settings.Batch, settings.InputLength(), targetLength),
            DiskBytes = settings.Checkpoints.Length * (cost.ModelBytes + cost.StateBytes(settings.Optimization)),
        };
    }

    // A forward pass is a third of a training step.
    private static WorkFlops Choosing(PretrainingSettings settings, ModelCost cost, PairLengths lengths) => settings is not { Trials: { } trials, ChosenOn: { } texts } ? default
        : new WorkFlops(0, 0, cost.Training((double)trials.Length * texts.Count * HeldOutSettings.MostSequences, lengths).Total / 3);
}

/// <summary>Numbers that follow from the settings of a trajectory.</summary>
internal static class PretrainingArithmetic
{
    /// <summary>Positions of a causal sequence at most: those of the models that a study makes, less one for the end of sequence before a document.</summary>
    public const int LongestCausal = 2047;

    /// <summary>Null where the objective is another.</summary>
    public static SpanCorruption? Corruption(this PretrainingSettings settings) =>
        settings.Objective is null ? new() { NoiseDensity = settings.NoiseDensity, MeanNoiseSpanLength = settings.MeanSpan } : null;

    /// <summary>Targets of a sequence beside its inputs; 0 where the objective is causal, whose targets are its inputs. In the mean where passages are cut.</summary>
    public static int TargetLength(this PretrainingSettings settings) => TargetLength(settings.Objective, settings.Corruption(), settings.Sequence);

    /// <summary>The same of a sequence of some length.</summary>
    public static int TargetLength(string? objective, SpanCorruption? corruption, int sequence) =>
        corruption?.TargetLength(sequence) ?? (objective == PretrainingSpec.PrefixLm ? HalfPassage(sequence) : 0);

    /// <summary>Tokens that the encoder, or a decoder-only model, reads of a sequence. In the mean where passages are cut.</summary>
    public static int InputLength(this PretrainingSettings settings) => InputLength(settings.Objective, settings.Sequence);

    /// <summary>The same of a sequence of some length.</summary>
    public static int InputLength(string? objective, int sequence) => objective == PretrainingSpec.PrefixLm ? HalfPassage(sequence) : sequence;

    // Half of its tokens and an end mark.
    private static int HalfPassage(int sequence) => (CausalRawLength(sequence) / 2) + 1;

    public static long TokensPerStep(this PretrainingSettings settings) =>
        (long)settings.Batch * (settings.Corruption()?.RawLength(settings.Sequence) ?? CausalRawLength(settings.Sequence));

    /// <summary>Raw tokens of a sequence without corruption: of a causal one, the last is predicted and not read.</summary>
    public static int CausalRawLength(int positions) => positions + 1;

    public static long StepOf(this PretrainingSettings settings, long tokens) => StudyPlan.StepFor(tokens, settings.TokensPerStep());

    /// <summary>Whether each checkpoint is the end of a branch: where the rate falls on it, or where the mixture changes.</summary>
    public static bool HasBranches(this PretrainingSettings settings) => settings.Decay is not null || settings.Stages is not null;

    /// <summary>The step at which the branch of a checkpoint leaves the trajectory; the checkpoint's own step without branches.</summary>
    public static long BranchStart(this PretrainingSettings settings, long tokens)
    {
        long decay = settings.DecayStart(tokens);
        return settings.Stages is { } stages ? Math.Min(decay, MixtureStageSpec.FirstSteps(stages, settings.StepOf(tokens))[1]) : decay;
    }

    /// <summary>The step from which the rate falls to 0; the checkpoint's own step where it does not.</summary>
    public static long DecayStart(this PretrainingSettings settings, long tokens)
    {
        long step = settings.StepOf(tokens);
        return settings.Decay is double share ? step - Math.Clamp((long)Math.Round(share * step), 1, step - 1) : step;
    }

    /// <summary>The token counts of the trunk at which the branches of a mixture in stages begin: each in whole steps.</summary>
    public static ImmutableArray<long> TrunkTokens(this PretrainingSettings settings, IEnumerable<long> checkpoints) =>
        [.. checkpoints.Select(settings.BranchStart).Distinct().Order().Select(step => step * settings.TokensPerStep())];

    /// <summary>Steps that are trained in all: the trajectory to its last branch, where it is the run's own, and the branches.</summary>
    public static long StepsDone(this PretrainingSettings settings) => settings.TrajectorySteps()
        + settings.Checkpoints.Sum(tokens => settings.StepOf(tokens) - settings.BranchStart(tokens));

    /// <summary>Steps of the trajectory before any branch; 0 where another run trains it.</summary>
    public static long TrajectorySteps(this PretrainingSettings settings) => settings.Stages is null ? settings.Checkpoints.Max(settings.BranchStart) : 0;

    /// <summary>Steps that the run trains itself: of a run that keeps the best of its trials, those after the trials.</summary>
    public static long StepsTrained(this PretrainingSettings settings) => settings.StepsDone()
        - (settings.ChosenAt is { } at ? (settings with { Checkpoints = [.. settings.Checkpoints.Where(tokens => tokens <= at)] }).StepsDone() : 0);

    public static long LastStep(this PretrainingSettings settings) => settings.StepOf(settings.Checkpoints.Max());
}
