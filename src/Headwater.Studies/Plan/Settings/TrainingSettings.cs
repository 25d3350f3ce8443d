using Headwater.Models;

namespace Headwater.Studies;

/// <summary>How a run trains by its settings, whoever trains: the run itself, or a measurement of a few of its steps.</summary>
internal static class TrainingSettings
{
    public static TrainingOptions Training(this PretrainingSettings settings, LearningRateSchedule schedule, long steps, ulong seed) => new TrainingOptions
    {
        Schedule = schedule, Steps = steps, Seed = seed, ClipNorm = settings.Clip, Recompute = settings.Recompute, Dropout = settings.Dropout,
        LabelSmoothing = settings.LabelSmoothing, ZLoss = settings.ZLoss ?? 0,
    }.With(settings.Optimization);

    public static TrainingOptions Training(this FinetuningSettings settings, LearningRateSchedule schedule, long steps, ulong seed) => new TrainingOptions
    {
        Schedule = schedule, Steps = steps, Seed = seed, ClipNorm = settings.Clip, Recompute = settings.Recompute, Dropout = settings.Dropout,
        LabelSmoothing = settings.LabelSmoothing, ZLoss = settings.ZLoss ?? 0,
    }.With(settings.Optimization);

    /// <summary>The same with validation, as a run has it.</summary>
    public static TrainingOptions WithValidation(this TrainingOptions options, FinetuningSettings settings) => options with
    {
        ValidateEvery = settings.ValidateEvery,
        Patience = settings.Patience,
        ScoreEvery = settings.DecodeEvery(),
        LossTolerance = Convergence.LossTolerance,
        ScoreTolerance = Convergence.ScoreTolerance,
    };
}
