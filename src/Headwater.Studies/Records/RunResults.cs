using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What came out of a run: <c>result.json</c>. Seconds are wall time over all attempts and enter no observation.</summary>
public abstract record RunResult
{
    public double Seconds { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];
}

public sealed record TokenizerResult : RunResult
{
    /// <summary>Ids, sentinels included.</summary>
    public required int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public required string Fingerprint { get; init; }
}

public sealed record CorpusResult : RunResult
{
    public required long Documents { get; init; }

    public required long Tokens { get; init; }
}

public sealed record PretrainingResult : RunResult
{
    public required long Parameters { get; init; }

    public required long ParametersWithoutEmbeddings { get; init; }

    public required ImmutableArray<PretrainingCheckpoint> Checkpoints { get; init; }
}

/// <summary>One checkpoint of a trajectory.</summary>
public sealed record PretrainingCheckpoint
{
    /// <summary>The token count asked for; names the folder.</summary>
    public required long Requested { get; init; }

    /// <summary>Raw corpus tokens seen.</summary>
    public required long Tokens { get; init; }

    public required long Step { get; init; }

    /// <summary>Tokens less repeats.</summary>
    public required long UniqueTokens { get; init; }

    /// <summary>FLOPs of the trajectory so far, 6(N_enc T_in + N_dec T_out).</summary>
    public required double Compute { get; init; }

    /// <summary>Passes over each corpus.</summary>
    public required ImmutableSortedDictionary<string, double> Epochs { get; init; }
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

public sealed record FinetuningResult : RunResult
{
    public required long Parameters { get; init; }

    public required long ParametersWithoutEmbeddings { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Training pairs.</summary>
    public required int Examples { get; init; }

    /// <summary>Input and target tokens of the training pairs.</summary>
    public required long FinetuningTokens { get; init; }

    /// <summary>The step whose model was kept.</summary>
    public required long BestStep { get; init; }

    public required double ValidationLoss { get; init; }

    public required ImmutableArray<RunScore> Scores { get; init; }
}

/// <summary>One metric on the test set. The standard error holds test-set noise only.</summary>
public sealed record RunScore
{
    public required string Metric { get; init; }

    public required double Value { get; init; }

    public double? StandardError { get; init; }

    /// <summary>Test pairs.</summary>
    public required int Items { get; init; }

    public string? Signature { get; init; }
}
