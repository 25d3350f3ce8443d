using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>What a study has cost and what more of it would cost, in wall seconds of single runs and in FLOPs, from its own finished runs.</summary>
public sealed record StudyCost
{
    /// <summary>Wall seconds of all finished runs, one after the other.</summary>
    public required double SpentSeconds { get; init; }

    /// <summary>Estimated work of all finished runs.</summary>
    public required double SpentFlops { get; init; }

    public required int FinishedRuns { get; init; }

    public required int PlannedRuns { get; init; }

    /// <summary>Seconds for what is planned and not done, at the speed of what is.</summary>
    public required double LeftSeconds { get; init; }

    /// <summary>Seconds of one finetuning with its evaluation, the median of those at the largest size.</summary>
    public required double FinetuningSeconds { get; init; }

    /// <summary>Seconds of all finished runs of one mixture, the median over mixtures; <c>null</c> where none has any.</summary>
    public required double? MixtureSeconds { get; init; }

    /// <summary>Seconds of one pretraining token, by mixture.</summary>
    public required ImmutableSortedDictionary<string, double> SecondsByMixture { get; init; }

    /// <summary>FLOPs of one pretraining token, by mixture.</summary>
    public required ImmutableSortedDictionary<string, double> FlopsByMixture { get; init; }

    /// <summary>Seconds to take one trajectory on from one token count to another and to finetune its end once; <c>null</c> where the speed of the mixture is not known.</summary>
    public double? SecondsTo(string mixture, double from, double to) =>
        SecondsByMixture.TryGetValue(mixture, out double rate) ? Math.Max(0, to - from) * rate + FinetuningSeconds : null;

    /// <summary>FLOPs of the same pretraining.</summary>
    public double? FlopsTo(string mixture, double from, double to) => FlopsByMixture.TryGetValue(mixture, out double rate) ? Math.Max(0, to - from) * rate : null;

    /// <summary>Seconds of one token, or <c>null</c>.</summary>
    public double? SecondsPerToken(string mixture) => SecondsByMixture.TryGetValue(mixture, out double rate) ? rate : null;
}
