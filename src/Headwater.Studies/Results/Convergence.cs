using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// When a metric counts as settled: no validation in a row of them bettered it by more than a tolerance. The tolerances are about what a validation set of some
/// hundred sentences lets a metric wander by itself.
/// </summary>
internal static class Convergence
{
    /// <summary>Share of a loss.</summary>
    public const double LossTolerance = 0.005;

    /// <summary>Share of a score.</summary>
    public const double ScoreTolerance = 0.02;

    /// <summary>Share by which the last validation loss must exceed the lowest for a run to count as over-fitted.</summary>
    public const double Overfitted = 0.01;

    // Of a run with a fixed length, which has no patience of its own.
    private const int Window = 3;

    /// <summary>Whether a metric had settled by the last step; null where the run validated too seldom to tell.</summary>
    /// <param name="improved">The step of its last improvement by more than the tolerance.</param>
    /// <param name="last">The last step.</param>
    /// <param name="between">Steps between two measurements of it.</param>
    /// <param name="patience">Of the run; null for a fixed length.</param>
    public static bool? Of(long improved, long last, long between, int? patience)
    {
        int window = patience ?? Window;
        return last / between <= window ? null : (last - improved) / between >= window;
    }

    public static bool? OfLoss(TrainerState state, FinetuningSettings settings) =>
        Of(state.LossImprovedStep ?? state.Step, state.Step, settings.ValidateEvery, settings.Patience);

    public static bool? OfScore(BestValidation best, TrainerState state, FinetuningSettings settings) =>
        Of(best.ImprovedStep, state.Step, (long)settings.ValidateEvery * settings.DecodeEvery(), settings.Patience);
}
