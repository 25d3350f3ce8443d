using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>A part of a run with mixing rates of its own.</summary>
/// <param name="Until">Share of a token count's steps at which it ends; 1 for the last stage.</param>
/// <param name="Rates">Mixing rates by corpus, which sum to 1.</param>
public sealed record MixtureStageSpec(double Until, ImmutableSortedDictionary<string, double> Rates)
{
    // Shares and rates are written with a few digits; what lies beyond these comes from subtraction and multiplication.
    private const int Digits = 12;

    /// <summary>The first step of each stage of a run.</summary>
    internal static ImmutableArray<long> FirstSteps(ImmutableArray<MixtureStageSpec> stages, long steps) =>
        [0, .. stages.SkipLast(1).Select(stage => steps - (long)Math.Round(Math.Round(1 - stage.Until, Digits) * steps))];

    /// <summary>The mixtures of a run, each from its first step.</summary>
    internal static ImmutableArray<MixtureStage> Mixtures(string name, ImmutableArray<MixtureStageSpec> stages, long steps) =>
        [.. stages.Zip(FirstSteps(stages, steps), (stage, first) => new MixtureStage(new Mixture(name, stage.Rates), first))];

    /// <summary>The share of each corpus in a whole run.</summary>
    internal static ImmutableSortedDictionary<string, double> Overall(ImmutableArray<MixtureStageSpec> stages) => stages
        .SelectMany((stage, index) => stage.Rates.Select(rate => (rate.Key, Share: rate.Value * (stage.Until - (index == 0 ? 0 : stages[index - 1].Until)))))
        .GroupBy(part => part.Key, part => part.Share, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(corpus => corpus.Key, corpus => Math.Round(corpus.Sum(), Digits), StringComparer.Ordinal);
}
