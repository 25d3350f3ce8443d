using System.Collections.Immutable;

namespace Headwater.Studies;

public sealed record RateResult : RunResult
{
    public required double LearningRate { get; init; }

    /// <summary>Id of the trial that was kept.</summary>
    public required string Run { get; init; }

    public required ImmutableArray<RateTrial> Trials { get; init; }
}

/// <summary>A rate that was tried; the loss is in nats per target token on the validation set.</summary>
public sealed record RateTrial(string Run, double LearningRate, double ValidationLoss);
