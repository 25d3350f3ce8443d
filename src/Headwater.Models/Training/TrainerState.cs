using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>Where a training run stands: all that a resumed run needs besides weights and optimiser state.</summary>
public sealed record TrainerState
{
    /// <summary>Steps done; the next batch is the one of this number.</summary>
    public long Step { get; init; }

    /// <summary>Raw tokens seen.</summary>
    public long Tokens { get; init; }

    /// <summary>Target tokens that counted in the loss.</summary>
    public long TargetTokens { get; init; }

    /// <summary>The step with the lowest validation loss so far.</summary>
    public long? BestStep { get; init; }

    /// <summary>That loss, in nats per target token.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The loss of the last validation; null before the first, and where it was not finite.</summary>
    public double? LastLoss { get; init; }

    /// <summary>The loss that a later one must be below, by the tolerance, to count as an improvement.</summary>
    public double? ReferenceLoss { get; init; }

    /// <summary>The step at which the loss last improved by more than the tolerance.</summary>
    public long? LossImprovedStep { get; init; }

    /// <summary>The best of each validation score, by its name; empty where only the loss is validated.</summary>
    public ImmutableSortedDictionary<string, BestValidation> BestScores { get; init; } = NoScores;

    /// <summary>Validations since the loss or any score last improved by more than the tolerance.</summary>
    public int ValidationsSinceBest { get; init; }

    /// <summary>Rows of a part of a batch, where the device's memory asked for smaller parts than the options; null otherwise.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Running mean of the loss, where a guard watches it.</summary>
    public double? RunningLoss { get; init; }

    internal static readonly ImmutableSortedDictionary<string, BestValidation> NoScores = ImmutableSortedDictionary.Create<string, BestValidation>(StringComparer.Ordinal);

    /// <summary>The steps whose weights are kept: the best by the loss and by each score.</summary>
    internal IEnumerable<long> BestSteps => BestScores.Values.Select(best => best.Step).Concat(BestStep is long step ? [step] : []).Distinct();

    // The sum and count of losses since the last log line, so that a resumed run logs the same line.
    internal double PendingLoss { get; init; }

    internal long PendingSteps { get; init; }
}
