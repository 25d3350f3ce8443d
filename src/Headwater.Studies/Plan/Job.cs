using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// One piece of work and everything needed to do it. Jobs of equal <see cref="Id"/> have equal results, so they are done once.
/// </summary>
public sealed record Job
{
    /// <summary>Stage and label for people, then the fingerprint: <c>pretrain-en+de-1a2b3c4d</c>. Names the run's folder.</summary>
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

    /// <summary>Estimated work in FLOPs, 6(N_enc T_in + N_dec T_out); decoding and validation included.</summary>
    public double Flops { get; init; }

    /// <summary>Estimated peak memory, in bytes.</summary>
    public long MemoryBytes { get; init; }

    [JsonIgnore]
    public bool Trains => Stage is Stage.Pretraining or Stage.Finetuning;
}
