using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What came out of a run: <c>result.json</c>. Seconds are wall time over all attempts and enter no observation.</summary>
public abstract record RunResult
{
    public double Seconds { get; init; }

    /// <summary>What the run took; null for runs of versions that did not record it.</summary>
    public RunUsage? Usage { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];
}

public sealed record RateResult : RunResult
{
    public required double LearningRate { get; init; }

    /// <summary>Id of the trial that was kept.</summary>
    public required string Run { get; init; }

    public required ImmutableArray<RateTrial> Trials { get; init; }
}

/// <summary>A rate that was tried; the loss is in nats per target token on the validation set.</summary>
public sealed record RateTrial(string Run, double LearningRate, double ValidationLoss);

public sealed record MeasuresResult : RunResult
{
    public required ImmutableArray<RunScore> Scores { get; init; }

    /// <summary>Loss on the held-out pretraining text before finetuning, in nats per target token; null where forgetting was not measured.</summary>
    public double? HeldOutLossBefore { get; init; }

    public double? HeldOutLossAfter { get; init; }

    /// <summary>Loss of the pretrained model on each held-out text, by name, in nats per target token; null where none was measured.</summary>
    public ImmutableSortedDictionary<string, RunScore>? Validations { get; init; }
}

public sealed record TokenizerResult : RunResult
{
    /// <summary>Ids, sentinels included.</summary>
    public required int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public required string Fingerprint { get; init; }
}
