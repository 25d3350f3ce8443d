namespace Headwater.Studies;

/// <summary>One finetuning of one checkpoint, or of the untrained model, and its evaluation.</summary>
public sealed record FinetuningSettings : JobSettings, IFromCheckpoint
{
    public required ModelSpec Model { get; init; }

    public required string Tokenizer { get; init; }

    /// <summary>Id of the pretraining run; null for the non-pretrained arm.</summary>
    public string? Pretraining { get; init; }

    /// <summary>The checkpoint's token count as requested; 0 for the non-pretrained arm and for a model from elsewhere.</summary>
    public long Checkpoint { get; init; }

    /// <summary>A model from elsewhere, in the published layout, in place of a pretraining run.</summary>
    public TextSource? Weights { get; init; }

    /// <summary>The arm's name in tables: the mixture, or <see cref="StudyPlan.Scratch"/>.</summary>
    [NotFingerprinted]
    public required string Mixture { get; init; }

    public required TaskSettings Task { get; init; }

    /// <summary>Training pairs used; null is all.</summary>
    public required int? Examples { get; init; }

    /// <summary>Steps of the run; with <see cref="Patience"/>, the most it takes.</summary>
    public required int Steps { get; init; }

    public required int Batch { get; init; }

    /// <summary>The rate; null where <see cref="Rate"/> decides it.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Id of the job that decides the rate.</summary>
    public string? Rate { get; init; }

    /// <summary>Steps at the full rate before it falls as 1/√step; null keeps it constant.</summary>
    public int? WarmUp { get; init; }

    public required int ValidateEvery { get; init; }

    public required double Dropout { get; init; }

    public required double? Clip { get; init; }

    public required double LabelSmoothing { get; init; }

    /// <summary>Null for none, so that runs from before it was an option keep their ids.</summary>
    public double? ZLoss { get; init; }

    /// <summary>Tokens per step in place of <see cref="Batch"/>.</summary>
    public int? BatchTokens { get; init; }

    public int? Packing { get; init; }

    /// <summary>Validations in a row without an improvement after which the run stops; null for a fixed number of steps.</summary>
    public int? Patience { get; init; }

    /// <summary>Null for <see cref="CheckpointChoice.Metric"/>.</summary>
    public CheckpointChoice? ChooseCheckpoint { get; init; }

    /// <summary>Validation examples that are decoded, at most, to choose checkpoints by a metric; null where nothing is decoded.</summary>
    public int? ValidationExamples { get; init; }

    /// <summary>Pretraining text in between; null for none.</summary>
    public ReplaySettings? Replay { get; init; }

    /// <summary>Null where everything is as by default.</summary>
    public OptimizationSpec? Optimization { get; init; }

    /// <summary>Computes layers again in the backward pass: the same numbers in less memory.</summary>
    [NotFingerprinted]
    public bool Recompute { get; init; }

    /// <summary>The command that finetunes; null where Headwater does.</summary>
    public TrainerCommand? Trainer { get; init; }

    /// <summary>The command that scores what <see cref="Trainer"/> made; null where that reports its scores.</summary>
    public TrainerCommand? Scorer { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}
