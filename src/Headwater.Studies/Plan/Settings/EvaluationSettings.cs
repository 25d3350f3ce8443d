namespace Headwater.Studies;

/// <summary>One evaluation of a checkpoint on a task as it is, without finetuning.</summary>
public sealed record EvaluationSettings : JobSettings, IFromCheckpoint
{
    public required ModelSpec Model { get; init; }

    public required string Tokenizer { get; init; }

    /// <summary>Id of the pretraining run; null for the model that pretraining continues, as it is.</summary>
    public required string? Pretraining { get; init; }

    /// <summary>That model, in the published layout; null where a pretraining run made the model.</summary>
    public TextSource? Weights { get; init; }

    /// <summary>The checkpoint's token count as requested.</summary>
    public required long Checkpoint { get; init; }

    /// <summary>The mixture's name, for tables.</summary>
    [NotFingerprinted]
    public required string Mixture { get; init; }

    /// <summary>The task; its training examples only where there are shots, and no validation examples.</summary>
    public required TaskSettings Task { get; init; }

    /// <summary>Solved examples in the prompt.</summary>
    public required int Shots { get; init; }

    /// <summary>Positions of a sequence in pretraining: longer prompts are told.</summary>
    [NotFingerprinted]
    public required int Sequence { get; init; }

    /// <summary>The command that scores; null where Headwater does.</summary>
    public TrainerCommand? Trainer { get; init; }

    /// <summary>The study's seed: all models see the same prompts.</summary>
    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}

/// <summary>Settings of a run that needs one checkpoint of a trajectory.</summary>
internal interface IFromCheckpoint
{
    /// <summary>Id of the pretraining run; null where the model comes from nowhere or from elsewhere.</summary>
    string? Pretraining { get; }

    /// <summary>The checkpoint's token count as requested.</summary>
    long Checkpoint { get; }
}
