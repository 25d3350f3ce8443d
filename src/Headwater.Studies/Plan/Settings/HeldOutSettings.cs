using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Span-corrupted sequences that a pretraining run did not see: of a corpus kept for this, or the next ones of its mixture.</summary>
public sealed record HeldOutSettings
{
    /// <summary>Sequences measured at most; the standard error of the difference is then about that of a few thousand target tokens.</summary>
    public const int MostSequences = 256;

    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>The stages of the run up to <see cref="FirstStep"/>, whose last continues; null without stages.</summary>
    public ImmutableArray<MixtureStageSpec>? Stages { get; init; }

    /// <summary>Ids of the jobs that tokenised the corpora, by corpus.</summary>
    public required ImmutableSortedDictionary<string, string> Corpora { get; init; }

    public required int Batch { get; init; }

    public required int Sequence { get; init; }

    /// <summary><c>causal</c> for decoder-only models, <c>prefix-lm</c> for T5 that writes the rest of a passage; null for span corruption.</summary>
    public string? Objective { get; init; }

    public required double NoiseDensity { get; init; }

    public required double MeanSpan { get; init; }

    /// <summary>The first step that no checkpoint of the run has seen.</summary>
    public required long FirstStep { get; init; }

    /// <summary>Seed of the order, as in pretraining.</summary>
    public required ulong Seed { get; init; }
}
