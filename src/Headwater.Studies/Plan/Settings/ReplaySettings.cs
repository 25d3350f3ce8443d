using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>
/// Pretraining text in the batches of a finetuning, against forgetting (Bethune et al. 2025, arXiv:2502.06042): a share of the steps takes its batch from it, with the pretraining objective.
/// </summary>
public sealed record ReplaySettings
{
    /// <summary>Share of the steps, between 0 and 1.</summary>
    public required double Share { get; init; }

    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>Ids of the jobs that tokenised the corpora, by corpus.</summary>
    public required ImmutableSortedDictionary<string, string> Corpora { get; init; }

    /// <summary>Sequences of a batch.</summary>
    public required int Batch { get; init; }

    public required int Sequence { get; init; }

    /// <summary><c>causal</c> for decoder-only models, <c>prefix-lm</c> for T5 that writes the rest of a passage; null for span corruption.</summary>
    public string? Objective { get; init; }

    public required double NoiseDensity { get; init; }

    public required double MeanSpan { get; init; }

    /// <summary><c>Batch</c> or <c>Document</c>; null for sequence by sequence.</summary>
    public string? Interleave { get; init; }

    /// <summary>The sequences of the order that the checkpoint had read, which are replayed from the first on, so that text that is held out stays so; null for a corpus that the study names.</summary>
    public long? Sequences { get; init; }

    /// <summary>Seed of the order, as in pretraining.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Null where the objective is another.</summary>
    internal SpanCorruption? Corruption() => Objective is null ? new() { NoiseDensity = NoiseDensity, MeanNoiseSpanLength = MeanSpan } : null;

    internal int InputLength() => PretrainingArithmetic.InputLength(Objective, Sequence);

    internal int TargetLength() => PretrainingArithmetic.TargetLength(Objective, Corruption(), Sequence);

    /// <summary>Replayed batches among the first <paramref name="steps"/> steps: within one of their share, from a seeded phase.</summary>
    internal long Before(long steps, double phase) => (long)Math.Floor((Share * steps) + phase);
}
