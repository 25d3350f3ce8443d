using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>One line of a run's learning curve.</summary>
public sealed record MetricsLine
{
    public required long Step { get; init; }

    /// <summary>Steps that the run itself had trained, on a branch: those of its trajectory and of earlier branches count, those of another run's trunk do not. Null where that is <see cref="Step"/>.</summary>
    public long? StepsDone { get; init; }

    /// <summary>Pretraining: raw corpus tokens seen. Finetuning: input and target tokens seen.</summary>
    public required long Tokens { get; init; }

    /// <summary>Mean cross-entropy of the training batches since the last line, in nats per target token.</summary>
    public double? Loss { get; init; }

    /// <summary>Cross-entropy of the validation set, in nats per target token.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Scores on validation examples, by metric; null where none were decoded.</summary>
    public ImmutableSortedDictionary<string, double>? ValidationScores { get; init; }

    public double? GradientNorm { get; init; }

    public double? LearningRate { get; init; }

    public double? TokensPerSecond { get; init; }

    /// <summary>Useful work per second, padding left out: see <see cref="Models.TrainingWork"/>.</summary>
    public double? FlopsPerSecond { get; init; }

    /// <summary>Useful work of the run so far, in FLOPs, over all its attempts.</summary>
    public double? Flops { get; init; }

    /// <summary>The rate, as a share of the machine's measured matrix-multiply rate.</summary>
    public double? MachineShare { get; init; }

    /// <summary>Peak resident memory of the process.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Wall time of the run so far, in seconds, over all its attempts.</summary>
    public double Seconds { get; init; }
}
