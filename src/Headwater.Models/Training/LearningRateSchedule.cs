namespace Headwater.Models;

/// <summary>How the learning rate moves.</summary>
public enum ScheduleKind
{
    Constant,
    InverseSquareRoot,
}

/// <summary>The learning rate of each step. For Adafactor a rate is relative to the root mean square of the weights it moves.</summary>
public sealed record LearningRateSchedule
{
    public required ScheduleKind Kind { get; init; }

    public required double Rate { get; init; }

    /// <summary>Steps at the full rate before it falls; for <see cref="ScheduleKind.InverseSquareRoot"/>.</summary>
    public int WarmUp { get; init; } = 1;

    public static LearningRateSchedule Constant(double rate) => new() { Kind = ScheduleKind.Constant, Rate = Positive(rate) };

    /// <summary>rate / sqrt(max(step / warmUp, 1)): T5's pretraining schedule is rate 0.01 with warmUp 10000 (Raffel et al. 2020, 3.1.2).</summary>
    public static LearningRateSchedule InverseSquareRoot(double rate, int warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(warmUp, 1);
        return new() { Kind = ScheduleKind.InverseSquareRoot, Rate = Positive(rate), WarmUp = warmUp };
    }

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(long step) => Kind == ScheduleKind.Constant ? Rate : Rate / Math.Sqrt(Math.Max((double)step / WarmUp, 1));

    private static double Positive(double rate) => rate > 0 && double.IsFinite(rate)
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A learning rate is a positive number.");
}
