using System.Globalization;

namespace Headwater.Models;

/// <summary>A loss or a gradient was no number any more, or the loss jumped. The weights are those of the step before.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="step">Steps done before it.</param>
    /// <param name="loss">The loss, in nats per target token.</param>
    /// <param name="gradientNorm">The gradient's norm.</param>
    /// <param name="saved">The last checkpoint before it.</param>
    /// <param name="usual">The running mean of the loss, where it jumped.</param>
    /// <param name="allowed">How many times that mean was allowed.</param>
    public TrainingDivergedException(long step, double loss, double gradientNorm, SavedPoint? saved = null, double? usual = null, double? allowed = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"Training diverged at step {step}: {What(loss, gradientNorm, usual, allowed)} {Where(saved)} ")
            + "Lower the learning rate, or resume from an earlier checkpoint.")
    {
        Step = step;
        Loss = loss;
        GradientNorm = gradientNorm;
        LastCheckpoint = saved;
    }

    public TrainingDivergedException() : this(0, double.NaN, double.NaN) { }

    public TrainingDivergedException(string message) : base(message) { }

    public TrainingDivergedException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Steps done before it.</summary>
    public long Step { get; }

    public double Loss { get; }

    public double GradientNorm { get; }

    /// <summary>The last checkpoint of this run; null when there is none.</summary>
    public SavedPoint? LastCheckpoint { get; }

    private static string What(double loss, double norm, double? usual, double? allowed) => usual is double mean
        ? string.Create(CultureInfo.InvariantCulture, $"loss {loss:G4} is {loss / mean:G3} times its running mean of {mean:G4}, and {allowed:G3} times is allowed.")
        : string.Create(CultureInfo.InvariantCulture, $"loss {loss}, gradient norm {norm}.");

    private static string Where(SavedPoint? saved) => saved is null
        ? "No checkpoint was saved before it."
        : string.Create(CultureInfo.InvariantCulture, $"The last good checkpoint is of step {saved.Step}: {saved.Directory}.");
}
