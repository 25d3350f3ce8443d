using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// How a model is trained beyond rate, dropout and clipping. Null stands for the default, so that a study without these keys keeps its ids.
/// </summary>
public sealed record OptimizationSpec
{
    public const string AdamWScale = "adamw-scale";
    public const string AdamW = "adamw";
    public const string BFloat16 = "bf16";

    /// <summary><c>adamw-scale</c> or <c>adamw</c>; null is Adafactor.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Share of the rate by which weights shrink in a step; with AdamW.</summary>
    public double? WeightDecay { get; init; }

    /// <summary><c>constant</c>, <c>inverse-square-root</c>, <c>cosine</c>, <c>linear</c> or <c>multi-step</c>; null is the section's own default.</summary>
    public string? Schedule { get; init; }

    /// <summary>Steps over which the rate rises to the full one.</summary>
    public int? RampUp { get; init; }

    /// <summary>Share of the rate that a cosine or a line ends with.</summary>
    public double? FinalRate { get; init; }

    /// <summary>Rows that go through the model at a time.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Whether layers are computed again in the backward pass: the same numbers in less memory and more time.</summary>
    [NotFingerprinted]
    public bool Recompute { get; init; }

    /// <summary>Times the running mean of the loss at which training stops.</summary>
    public double? SpikeGuard { get; init; }

    /// <summary><c>bf16</c>; null is float32.</summary>
    public string? Precision { get; init; }

    internal bool Falls => Schedule is ScheduleNames.Cosine or ScheduleNames.Linear or ScheduleNames.MultiStep;

    /// <summary>What of it determines numbers; null where everything is as it always was.</summary>
    internal OptimizationSpec? Identity()
    {
        OptimizationSpec identity = this with { Recompute = false };
        return identity == new OptimizationSpec() ? null : identity;
    }
}

/// <summary>What these settings make of the trainer's options.</summary>
internal static class Optimization
{
    /// <summary>The schedule: <paramref name="default"/> where none is named.</summary>
    /// <param name="end">The step at which a cosine or a line has fallen.</param>
    public static LearningRateSchedule Schedule(this OptimizationSpec? spec, string @default, double rate, int warmUp, long end)
    {
        LearningRateSchedule curve = (spec?.Schedule ?? @default) switch
        {
            ScheduleNames.Constant => LearningRateSchedule.Constant(rate),
            ScheduleNames.Cosine => LearningRateSchedule.Cosine(rate, end, spec?.RampUp ?? 0, spec?.FinalRate ?? 0),
            ScheduleNames.Linear => LearningRateSchedule.Linear(rate, end, spec?.RampUp ?? 0, spec?.FinalRate ?? 0),
            ScheduleNames.MultiStep => LearningRateSchedule.MultiStep(rate, end, spec?.RampUp ?? 0),
            _ => LearningRateSchedule.InverseSquareRoot(rate, warmUp),
        };
        return curve with { RampUp = spec?.RampUp ?? 0 };
    }

    public static Precision PrecisionOrDefault(this OptimizationSpec? spec) =>
        spec?.Precision == OptimizationSpec.BFloat16 ? Precision.BFloat16 : Precision.Float32;

    public static TrainingOptions With(this TrainingOptions options, OptimizationSpec? spec) => spec is null ? options : options with
    {
        Optimizer = spec.Optimizer switch
        {
            OptimizationSpec.AdamW => OptimizerKind.AdamW,
            OptimizationSpec.AdamWScale => OptimizerKind.AdamWScale,
            _ => OptimizerKind.Adafactor,
        },
        WeightDecay = spec.WeightDecay ?? 0,
        MicroBatch = spec.MicroBatch,
        SpikeFactor = spec.SpikeGuard,
    };
}

/// <summary>Schedules by their names in study files.</summary>
internal static class ScheduleNames
{
    public const string Constant = "constant";
    public const string InverseSquareRoot = "inverse-square-root";
    public const string Cosine = "cosine";
    public const string Linear = "linear";
    public const string MultiStep = "multi-step";

    public static readonly string[] All = [Constant, InverseSquareRoot, Cosine, Linear, MultiStep];
}
