using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The estimated work of a pretraining job.</summary>
internal sealed record PretrainingCost(long Steps, long Tokens, double Flops, long MemoryBytes)
{
    public static PretrainingCost Of(PretrainingSettings settings, int vocabulary)
    {
        SpanCorruption corruption = settings.Corruption();
        long steps = settings.LastStep();
        int targetLength = corruption.TargetLength(settings.Sequence);
        ModelCost cost = new(ModelConfig.Of(settings.Model, vocabulary));
        double inputs = (double)steps * settings.Batch * settings.Sequence;
        double targets = (double)steps * settings.Batch * targetLength;
        return new PretrainingCost(steps, (long)(inputs + targets), cost.Training(inputs, targets), cost.TrainingBytes(settings.Batch, settings.Sequence, targetLength));
    }
}

/// <summary>Numbers that follow from the settings of a trajectory.</summary>
internal static class PretrainingArithmetic
{
    public static SpanCorruption Corruption(this PretrainingSettings settings) =>
        new() { NoiseDensity = settings.NoiseDensity, MeanNoiseSpanLength = settings.MeanSpan };

    public static long TokensPerStep(this PretrainingSettings settings) => (long)settings.Batch * settings.Corruption().RawLength(settings.Sequence);

    public static long StepOf(this PretrainingSettings settings, long tokens) => StudyPlan.StepFor(tokens, settings.TokensPerStep());

    public static long LastStep(this PretrainingSettings settings) => settings.StepOf(settings.Checkpoints.Max());
}
