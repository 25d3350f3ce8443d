using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>What a swarm proposes, as it was before the proposal was trained.</summary>
public sealed record SwarmProposal
{
    /// <summary>The name of the proposed mixture.</summary>
    public const string Name = "proposal";

    /// <summary>What law a forecast of it is by, in tables.</summary>
    public const string Law = "mix";

    // Rates are part of what a run is: rounding keeps them the same where arithmetic differs in the last digits.
    private const int Decimals = 6;

    /// <summary>What it should improve.</summary>
    public required string Objective { get; init; }

    public required string Metric { get; init; }

    public required bool HigherIsBetter { get; init; }

    /// <summary>Pretraining tokens of the runs that it was fitted to.</summary>
    public required double Tokens { get; init; }

    /// <summary>Its mixing rates by corpus; empty where the runs do not tell mixtures apart, so that nothing is proposed.</summary>
    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>The swarm's mixture at the natural rates.</summary>
    public required string Natural { get; init; }

    /// <summary>The mixture with the best measured value.</summary>
    public required string BestTried { get; init; }

    /// <summary>The objective of the proposal at the scale of the swarm, with an interval at <see cref="Level"/>.</summary>
    public required MixtureForecast Forecast { get; init; }

    /// <summary>The improvement over the natural mixture at the scale of the swarm.</summary>
    public required MixtureForecast Gain { get; init; }

    /// <summary>The improvement over the best mixture tried.</summary>
    public required MixtureForecast GainOverBest { get; init; }

    /// <summary>Level of the intervals, 0–1.</summary>
    public required double Level { get; init; }

    /// <summary>Spearman's correlation of held-out runs with their predictions, −1 to 1.</summary>
    public required double RankCorrelation { get; init; }

    /// <summary>Share of pairs of held-out runs in the right order, 0–1.</summary>
    public required double DecisionAccuracy { get; init; }

    /// <summary>Before the swarm is measured: a mixture like the natural one, to tell what its verification takes.</summary>
    internal static SwarmProposal StandIn(StudySpec spec) => new()
    {
        Objective = spec.Verify!.Swarm!.Objective, Metric = spec.Verify.Swarm.Metric, HigherIsBetter = false, Tokens = 0, Natural = SwarmSpec.Centre, BestTried = SwarmSpec.Centre, Level = 0, RankCorrelation = 0,
        DecisionAccuracy = 0, Rates = spec.Pretraining!.Mixtures.First(mixture => mixture.Name == SwarmSpec.Centre).Rates, Forecast = new(0, 0, 0), Gain = new(0, 0, 0), GainOverBest = new(0, 0, 0),
    };

    /// <summary>The study with the proposal, and with as many seeds for the verified mixtures as are asked for.</summary>
    internal StudySpec AddTo(StudySpec spec, ImmutableArray<string> verified)
    {
        PretrainingSpec pretraining = spec.Pretraining!;
        ImmutableArray<ulong> seeds = spec.TrainingSeeds;
        ulong[] more = [.. Enumerable.Range(1, Math.Max(0, (spec.Verify?.Swarm?.Seeds ?? 1) - seeds.Length)).Select(place => seeds.Max() + (ulong)place)];
        return spec with
        {
            Seeds = more.Length == 0 ? spec.Seeds : [.. seeds, .. more],
            SeedMixtures = spec.SeedMixtures.AddRange(more.Select(seed => KeyValuePair.Create(seed, verified))),
            Pretraining = pretraining with { Mixtures = pretraining.Mixtures.Add(new MixtureSpec(Name, Rates)), ContinuedWithEverySeed = true },
        };
    }

    /// <summary>Rounded rates that still sum to 1: the largest takes what rounding leaves.</summary>
    internal static ImmutableSortedDictionary<string, double> Rounded(ImmutableArray<string> corpora, ImmutableArray<double> rates)
    {
        double[] rounded = [.. rates.Select(rate => Math.Round(rate, Decimals))];
        int largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] = Math.Round(1 - (rounded.Sum() - rounded[largest]), Decimals);
        return corpora.Zip(rounded).Where(pair => pair.Second > 0).ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
