namespace Headwater.Models;

/// <summary>A loss or a gradient was no number any more. The weights are those of the step before.</summary>
public sealed class TrainingDivergedException : Exception
{
    public TrainingDivergedException(long step, double loss, double gradientNorm)
        : base(FormattableString.Invariant(
            $"Training diverged at step {step}: loss {loss}, gradient norm {gradientNorm}. Lower the learning rate, or resume from an earlier checkpoint."))
    {
        Step = step;
        Loss = loss;
        GradientNorm = gradientNorm;
    }

    public TrainingDivergedException() : this(0, double.NaN, double.NaN) { }

    public TrainingDivergedException(string message) : base(message) { }

    public TrainingDivergedException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Steps done before it.</summary>
    public long Step { get; }

    public double Loss { get; }

    public double GradientNorm { get; }
}
