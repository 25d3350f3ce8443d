using System.Collections.Immutable;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>How a finetuning went: how long it took, whether it had settled, and which of its models each metric is read from.</summary>
public sealed record FinetuningCourse
{
    public required long LastStep { get; init; }

    /// <summary>The fixed length, or the cap.</summary>
    public required long MostSteps { get; init; }

    /// <summary>Whether it ended because validation had stopped improving.</summary>
    public required bool StoppedEarly { get; init; }

    public required CheckpointChoice ChosenBy { get; init; }

    /// <summary>Validation loss after the last step, in nats per target token; null where it was not finite.</summary>
    public double? LastValidationLoss { get; init; }

    /// <summary>Whether the validation loss ended more than 1% above its lowest.</summary>
    public required bool Overfitted { get; init; }

    /// <summary>By metric: cross-entropy, and the scores that checkpoints were chosen by.</summary>
    public required ImmutableSortedDictionary<string, ChosenCheckpoint> Checkpoints { get; init; }

    /// <summary>The checkpoint that a metric is read from: its own, or the one of the loss.</summary>
    public ChosenCheckpoint For(string metric) => Checkpoints.TryGetValue(metric, out ChosenCheckpoint? own) ? own : Checkpoints[MetricNames.CrossEntropy];

    /// <summary>The metrics that were still improving when training ended.</summary>
    public IEnumerable<string> StillImproving() => Checkpoints.Where(chosen => chosen.Value.Converged == false).Select(chosen => chosen.Key);

    internal static FinetuningCourse Of(TrainerState state, bool stoppedEarly, FinetuningSettings settings)
    {
        CheckpointChoice choice = settings.ChooseCheckpoint ?? CheckpointChoice.Metric;
        long lossStep = choice == CheckpointChoice.Last ? state.Step : state.BestStep!.Value;
        ChosenCheckpoint loss = new(lossStep, choice == CheckpointChoice.Last ? state.LastLoss : state.BestLoss, Convergence.OfLoss(state, settings));
        return new FinetuningCourse
        {
            LastStep = state.Step, MostSteps = settings.Steps, StoppedEarly = stoppedEarly, ChosenBy = choice, LastValidationLoss = state.LastLoss,
            Overfitted = state.LastLoss is not { } last || last > (1 + Convergence.Overfitted) * state.BestLoss,
            Checkpoints = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create(MetricNames.CrossEntropy, loss),
                .. state.BestScores.Select(best => KeyValuePair.Create(best.Key, new ChosenCheckpoint(best.Value.Step, best.Value.Value, Convergence.OfScore(best.Value, state, settings)))),
            ]),
        };
    }
}

/// <summary>The model that a metric is read from.</summary>
/// <param name="Step">Its finetuning step.</param>
/// <param name="Validation">The metric on the validation set; of cross-entropy, the loss.</param>
/// <param name="Converged">Whether the metric had settled when training ended; null where the run validated too seldom to tell.</param>
public sealed record ChosenCheckpoint(long Step, double? Validation, bool? Converged);
