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

    /// <summary>Validations since the best one.</summary>
    public int ValidationsSinceBest { get; init; }

    /// <summary>Rows of a part of a batch, where the device's memory asked for smaller parts than the options; null otherwise.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Running mean of the loss, where a guard watches it.</summary>
    public double? RunningLoss { get; init; }

    // The sum and count of losses since the last log line, so that a resumed run logs the same line.
    internal double PendingLoss { get; init; }

    internal long PendingSteps { get; init; }
}
