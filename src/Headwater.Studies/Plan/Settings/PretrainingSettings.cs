using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>One pretraining trajectory. Later checkpoints continue it, so the token counts are no part of its identity.</summary>
public sealed record PretrainingSettings : JobSettings
{
    public required ModelSpec Model { get; init; }

    public required string Tokenizer { get; init; }

    public required string Mixture { get; init; }

    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>Where the rates change in the course of a run: its stages, of which <see cref="Rates"/> are the shares over the whole run. Null without stages.</summary>
    public ImmutableArray<MixtureStageSpec>? Stages { get; init; }

    /// <summary>Id of the run that trains the first stage, and that every token count continues on a branch. It follows from the other settings; null without stages.</summary>
    [NotFingerprinted]
    public string? Trunk { get; init; }

    /// <summary>Ids of the jobs that tokenised the corpora, by corpus.</summary>
    public required ImmutableSortedDictionary<string, string> Corpora { get; init; }

    [NotFingerprinted]
    public required ImmutableArray<long> Checkpoints { get; init; }

    public required int Batch { get; init; }

    public required int Sequence { get; init; }

    /// <summary><c>causal</c> for decoder-only models, <c>prefix-lm</c> for T5 that writes the rest of a passage; null for span corruption.</summary>
    public string? Objective { get; init; }

    public required double NoiseDensity { get; init; }

    public required double MeanSpan { get; init; }

    public required int WarmUp { get; init; }

    /// <summary>0 where <see cref="Trials"/> or <see cref="RateOf"/> decides.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Ids of the runs that differ in their rate alone, of which the best is kept and continued; null where the rate is known.</summary>
    public ImmutableArray<string>? Trials { get; init; }

    /// <summary>The token count at which the trials are compared; null without trials.</summary>
    public long? ChosenAt { get; init; }

    /// <summary>The held-out texts whose mean loss the trials are compared by; null without trials.</summary>
    public ImmutableSortedDictionary<string, HeldOutSettings>? ChosenOn { get; init; }

    /// <summary>Id of the run whose rate this one takes; null where it has its own.</summary>
    public string? RateOf { get; init; }

    public required double Dropout { get; init; }

    public required double? Clip { get; init; }

    public required double LabelSmoothing { get; init; }

    /// <summary>Null for none, so that runs from before it was an option keep their ids.</summary>
    public double? ZLoss { get; init; }

    /// <summary>Null where everything is as by default.</summary>
    public OptimizationSpec? Optimization { get; init; }

    /// <summary>Computes layers again in the backward pass: the same numbers in less memory.</summary>
    [NotFingerprinted]
    public bool Recompute { get; init; }

    /// <summary>The last step of a schedule that falls to an end, and so part of what the run is; null for the others, whose trajectories are shared.</summary>
    public long? ScheduleSteps { get; init; }

    /// <summary>Share of a checkpoint's steps that its branch decays over; null without branches.</summary>
    public double? Decay { get; init; }

    /// <summary>Decides between an error and another epoch, and changes no batch before that.</summary>
    [NotFingerprinted]
    public required bool Repeat { get; init; }

    /// <summary><c>Batch</c> or <c>Document</c>; null for sequence by sequence.</summary>
    public string? Interleave { get; init; }

    /// <summary>The model that the run continues, in place of first weights; null where it begins new.</summary>
    public TextSource? From { get; init; }

    /// <summary>The command that trains it; null where Headwater does.</summary>
    public TrainerCommand? Trainer { get; init; }

    /// <summary>Id of the job that writes the mixture for the command; null where it reads none.</summary>
    [NotFingerprinted]
    public string? Export { get; init; }

    /// <summary>Seed of the order in which the mixture is written; null where Headwater trains.</summary>
    public ulong? ExportSeed { get; init; }

    /// <summary>The token count that a command trains to which does not continue from a checkpoint, so that its schedule ends there; null for the others.</summary>
    public long? EndTokens { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string Device { get; init; }
}
