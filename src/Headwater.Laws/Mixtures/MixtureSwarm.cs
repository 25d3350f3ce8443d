using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Mixtures for a swarm of small runs: Dirichlet draws around given rates with a concentration that differs from run to run, as in RegMix (arXiv:2407.01492), held within caps. Later draws do not change
/// when more are asked for, so that a swarm can grow.
/// </summary>
public static class MixtureSwarm
{
    /// <summary>Concentrations that are taken in turn: mixtures of few corpora, and mixtures near the centre.</summary>
    public static ImmutableArray<double> DefaultConcentrations { get; } = [2, 5, 10, 20];

    // Decimals of a rate, few enough to retype. A rate that rounds to 0 leaves the corpus out.
    private const int Decimals = 4;

    /// <summary>The rates of the runs, in the order of the corpora, each row summing to 1.</summary>
    /// <param name="around">The centre: rates that sum to 1.</param>
    /// <param name="most">The largest rate of each corpus; they sum to at least 1.</param>
    /// <param name="concentrations">Concentrations, taken in turn.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <exception cref="ArgumentException">The caps leave nothing, or the lists differ in length.</exception>
    public static ImmutableArray<ImmutableArray<double>> Draw(ImmutableArray<double> around, ImmutableArray<double> most, ImmutableArray<double> concentrations, int runs, ulong seed)
    {
        if (around.Length != most.Length || most.Sum() < 1 - 1e-9 || concentrations.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"The caps leave room for {Numerals.Short(most.Sum())} of the tokens; expected caps that sum to at least 1.", nameof(most));
        }

        MixtureLimits limits = new([.. around.Select((_, corpus) => $"{corpus}")], around, [.. around.Select(_ => 0.0)], most);
        RandomStream random = new(RandomStream.Seed(seed, "swarm"));
        ImmutableArray<ImmutableArray<double>>.Builder drawn = ImmutableArray.CreateBuilder<ImmutableArray<double>>(runs);
        for (int run = 0; run < runs; run++)
        {
            drawn.Add(Rounded(limits.Project(DirichletDraw.Around(around.AsSpan(), concentrations[run % concentrations.Length], ref random))));
        }

        return drawn.ToImmutable();
    }

    // The largest rate takes what rounding leaves.
    private static ImmutableArray<double> Rounded(double[] rates)
    {
        double[] rounded = [.. rates.Select(rate => Math.Round(rate, Decimals))];
        int largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] = Math.Round(1 - (rounded.Sum() - rounded[largest]), Decimals);
        return [.. rounded];
    }
}
