using System.Collections.Immutable;

namespace Headwater.Studies;

public sealed record MeasuresResult : RunResult
{
    public required ImmutableArray<RunScore> Scores { get; init; }

    /// <summary>Loss on the held-out pretraining text before finetuning, in nats per target token; null where forgetting was not measured.</summary>
    public double? HeldOutLossBefore { get; init; }

    public double? HeldOutLossAfter { get; init; }

    /// <summary>Loss of the pretrained model on each held-out text, by name, in nats per target token; null where none was measured.</summary>
    public ImmutableSortedDictionary<string, RunScore>? Validations { get; init; }
}
