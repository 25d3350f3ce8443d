using System.Collections.Immutable;

namespace Headwater.Studies;

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
