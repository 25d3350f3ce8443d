using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// How the proposal of a swarm is verified: what it should improve, and the larger scale at which the proposal, the natural mixture, the best mixture of the swarm and some
/// others are trained.
/// </summary>
public sealed record SwarmVerifySpec
{
    /// <summary>What to improve: <c>mean</c>, or a task or held-out text that the metric is measured on.</summary>
    public required string Objective { get; init; }

    /// <summary>The metric of the objective.</summary>
    public required string Metric { get; init; }

    /// <summary>Pretraining tokens of the larger scale, ascending.</summary>
    public required ImmutableArray<long> At { get; init; }

    /// <summary>The swarm's mixtures, its centre among them.</summary>
    public required ImmutableArray<string> Swarm { get; init; }

    /// <summary>Largest rates of the proposal, 0 to 1: those of the swarm.</summary>
    public required ImmutableSortedDictionary<string, double> Caps { get; init; }

    /// <summary>How many more mixtures of the study are trained at the larger scale, from the best to the worst.</summary>
    public int Further { get; init; }

    /// <summary>Seeds that the verified mixtures are trained with, those of the study among them.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The surrogate that proposes.</summary>
    public string Surrogate { get; init; } = MixtureSurrogates.Auto;

    /// <summary>Mixtures that are trained further: the proposal, the natural one, the best one, and more.</summary>
    internal int Mixtures => 3 + Further;

    /// <summary>Whether a row is a value of the objective.</summary>
    internal bool Holds(Observation row) => row.Metric == Metric && (Objective == MixtureOptions.Mean || row.Task == Objective);
}
