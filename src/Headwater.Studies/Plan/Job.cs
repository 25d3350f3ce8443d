using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// One piece of work and everything needed to do it. Jobs of equal <see cref="Id"/> have equal results, so they are done once.
/// </summary>
public sealed record Job
{
    /// <summary>Stage and label for people, then the fingerprint: <c>pretrain-en+de-1a2b3c4d5e6f7a8b</c>. Names the run's folder.</summary>
    public required string Id { get; init; }

    public required Stage Stage { get; init; }

    /// <summary>What it is, for people: <c>en+de · 3x128</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Ids of the jobs whose results it reads.</summary>
    public required ImmutableArray<string> Needs { get; init; }

    public required JobSettings Settings { get; init; }

    /// <summary>Training steps; 0 where nothing is trained.</summary>
    public long Steps { get; init; }

    /// <summary>Tokens that pass the encoder and the decoder in training: measured before padding, estimated in finetuning.</summary>
    public long Tokens { get; init; }

    /// <summary>Estimated work in FLOPs, by what does it.</summary>
    public WorkFlops Work { get; init; }

    /// <summary>All of it: training, validation, decoding and scoring.</summary>
    [JsonIgnore]
    public double Flops => Work.Total;

    /// <summary>Estimated peak memory, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Estimated size of what the run leaves on disk, in bytes.</summary>
    public long DiskBytes { get; init; }

    /// <summary>UTF-8 bytes of text that are read to be tokenised, or to train a tokenizer; 0 for other jobs.</summary>
    public long TextBytes { get; init; }

    /// <summary>Whether a command of the study's trainer does it.</summary>
    [JsonIgnore]
    public bool IsOfTrainer => Settings is PretrainingSettings { Trainer: not null } or FinetuningSettings { Trainer: not null } or EvaluationSettings { Trainer: not null };

    [JsonIgnore]
    public bool Trains => Stage is Stage.Pretraining or Stage.Finetuning;
}
