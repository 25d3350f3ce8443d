namespace Headwater.Models;

/// <summary>
/// Stops a run whose loss is no number, or jumps: over so many times its running mean, which halves the weight of a step in 35. The mean is part of
/// the state, so a resumed run stops where an unbroken one does.
/// </summary>
internal static class LossGuard
{
    private const int Settling = 50;            // steps until the mean says something
    private const double Weight = 0.02;         // of the newest loss

    /// <summary>The state with the loss in its running mean; unchanged without a guard.</summary>
    /// <exception cref="TrainingDivergedException">The loss or the gradient's norm is no number, or the loss jumped.</exception>
    public static TrainerState Check(TrainerState state, double loss, double norm, double? spikeFactor, SavedPoint? saved)
    {
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new TrainingDivergedException(state.Step, loss, norm, saved);
        }

        if (spikeFactor is not double factor)
        {
            return state;
        }

        double mean = state.RunningLoss ?? loss;
        return state.Step >= Settling && loss > factor * mean
            ? throw new TrainingDivergedException(state.Step, loss, norm, saved, mean, factor)
            : state with { RunningLoss = mean + (Weight * (loss - mean)) };
    }
}

/// <summary>A checkpoint of a training run that can be resumed.</summary>
public sealed record SavedPoint(string Directory, long Step);
