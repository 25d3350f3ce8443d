namespace Headwater.Models;

/// <summary>How the learning rate moves.</summary>
public enum ScheduleKind
{
    Constant,
    InverseSquareRoot,

    /// <summary>Half a cosine from the full rate to the final one.</summary>
    Cosine,

    /// <summary>A straight line from the full rate to the final one.</summary>
    Linear,

    /// <summary>The full rate for 80% of the steps, then 31.6% of it for 10%, then 10% of it.</summary>
    MultiStep,
}

/// <summary>
/// The learning rate of each step: a curve, times a rise over the first steps, times a fall over the last ones where a run branches off. For Adafactor and AdamW-Scale a
/// rate is relative to the root mean square of the weights it moves. Steps count from 0.
/// </summary>
public sealed record LearningRateSchedule
{
    public required ScheduleKind Kind { get; init; }

    /// <summary>The full rate.</summary>
    public required double Rate { get; init; }

    /// <summary>Steps at the full rate before it falls; for <see cref="ScheduleKind.InverseSquareRoot"/>.</summary>
    public int WarmUp { get; init; } = 1;

    /// <summary>Steps over which the rate rises in a straight line to the full one, which the last of them has; 0 begins with it.</summary>
    public int RampUp { get; init; }

    /// <summary>The step at which a cosine or a line has fallen to <see cref="FinalShare"/>.</summary>
    public long End { get; init; }

    /// <summary>What is left of the rate at <see cref="End"/>, as a share.</summary>
    public double FinalShare { get; init; }

    /// <summary>From here to <see cref="DecayEnd"/> the rate falls in a straight line to 0; null where it does not.</summary>
    public long? DecayStart { get; init; }

    public long DecayEnd { get; init; }

    public static LearningRateSchedule Constant(double rate) => new() { Kind = ScheduleKind.Constant, Rate = Positive(rate) };

    /// <summary>rate / sqrt(max(step / warmUp, 1)): T5's pretraining schedule is rate 0.01 with warmUp 10000 (Raffel et al. 2020, 3.1.2).</summary>
    public static LearningRateSchedule InverseSquareRoot(double rate, int warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(warmUp, 1);
        return new() { Kind = ScheduleKind.InverseSquareRoot, Rate = Positive(rate), WarmUp = warmUp };
    }

    /// <summary>Half a cosine from the rate, after the rise, to a share of it at the end (Loshchilov, Hutter 2017, arXiv:1608.03983, without restarts).</summary>
    public static LearningRateSchedule Cosine(double rate, long end, int rampUp = 0, double finalShare = 0) => Falling(ScheduleKind.Cosine, rate, end, rampUp, finalShare);

    /// <summary>A straight line from the rate, after the rise, to a share of it at the end.</summary>
    public static LearningRateSchedule Linear(double rate, long end, int rampUp = 0, double finalShare = 0) => Falling(ScheduleKind.Linear, rate, end, rampUp, finalShare);

    /// <summary>
    /// The full rate after the rise, √0.1 of it from 80% of the steps on, and 0.1 of it from 90% on: a run may be continued from the first stage
    /// (DeepSeek-AI 2024, arXiv:2401.02954, section 2.3, which rises over 2,000 steps).
    /// </summary>
    public static LearningRateSchedule MultiStep(double rate, long end, int rampUp = 0) => Falling(ScheduleKind.MultiStep, rate, end, rampUp, finalShare: 0.1);

    /// <summary>
    /// The full rate after the rise, and a fall in a straight line to 0 over the last steps: warm-up, stable, decay (Hu et al. 2024, arXiv:2404.06395).
    /// </summary>
    /// <param name="decayShare">Share of the steps over which the rate falls; 0.1 to 0.2 is usual.</param>
    public static LearningRateSchedule WarmUpStableDecay(double rate, long end, int rampUp = 0, double decayShare = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rampUp);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decayShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decayShare, 1);
        return (Constant(rate) with { RampUp = rampUp }).WithDecay(end - Math.Max(1, (long)Math.Round(end * decayShare)), end);
    }

    /// <summary>The same curve with a fall to 0 over its last steps, for a branch of a trajectory that continues without it (Hägele et al. 2024, arXiv:2405.18392).</summary>
    public LearningRateSchedule WithDecay(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        return this with { DecayStart = start, DecayEnd = end };
    }

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(long step)
    {
        double rate = Kind switch
        {
            ScheduleKind.Constant => Rate,
            ScheduleKind.InverseSquareRoot => Rate / Math.Sqrt(Math.Max((double)step / WarmUp, 1)),
            ScheduleKind.Cosine => Rate * (FinalShare + ((1 - FinalShare) * (1 + Math.Cos(Math.PI * Fallen(step))) / 2)),
            ScheduleKind.MultiStep => Rate * (step < 0.8 * End ? 1 : step < 0.9 * End ? Math.Sqrt(FinalShare) : FinalShare),
            _ => Rate * (1 - ((1 - FinalShare) * Fallen(step))),
        };
        return rate * Math.Min((step + 1.0) / Math.Max(RampUp, 1), 1) * Left(step);
    }

    // Share of the way from the end of the rise to the end.
    private double Fallen(long step) => Math.Clamp((double)(step - RampUp) / Math.Max(End - RampUp, 1), 0, 1);

    private double Left(long step) => DecayStart is not long start ? 1 : Math.Clamp((double)(DecayEnd - step) / (DecayEnd - start), 0, 1);

    private static LearningRateSchedule Falling(ScheduleKind kind, double rate, long end, int rampUp, double finalShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, rampUp);
        ArgumentOutOfRangeException.ThrowIfNegative(rampUp);
        return new() { Kind = kind, Rate = Positive(rate), End = end, RampUp = rampUp, FinalShare = finalShare };
    }

    private static double Positive(double rate) => rate > 0 && double.IsFinite(rate)
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A learning rate is a positive number.");
}
