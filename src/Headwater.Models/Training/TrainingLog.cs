namespace Headwater.Models;

/// <summary>One line of a training log, over the steps since the line before.</summary>
public sealed record TrainingLog
{
    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Mean cross-entropy per target token, in nats; label smoothing and z-loss are included where they are used.</summary>
    public required double Loss { get; init; }

    /// <summary>The gradient's Euclidean norm before clipping, of the last step.</summary>
    public required double GradientNorm { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Raw tokens seen since the first step.</summary>
    public required long Tokens { get; init; }

    /// <summary>Encoder and decoder tokens per second, padding included.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Useful work per second, padding not counted: see <see cref="TrainingWork"/>.</summary>
    public required double FlopsPerSecond { get; init; }

    /// <summary>That work itself, in FLOPs.</summary>
    public double Flops { get; init; }
}

/// <summary>One validation.</summary>
public sealed record ValidationLog
{
    public required long Step { get; init; }

    /// <summary>Mean cross-entropy per target token, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Whether it is the lowest so far.</summary>
    public required bool IsBest { get; init; }

    /// <summary>What was scored beside the loss; empty where nothing was.</summary>
    public IReadOnlyList<ValidationScore> Scores { get; init; } = [];
}
