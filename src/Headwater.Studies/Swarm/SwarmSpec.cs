using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>A swarm of mixtures that a study draws instead of listing them.</summary>
/// <param name="Runs">How many mixtures.</param>
/// <param name="Around">The rates that the draws are around; empty for the natural ones, which follow from the sizes of the corpora.</param>
/// <param name="Corpora">The corpora that are mixed, in the order of the file.</param>
/// <param name="Concentrations">Concentrations of the Dirichlet draws, taken in turn: the larger, the closer to the centre.</param>
/// <param name="Caps">The largest rate of corpora, 0 to 1.</param>
/// <param name="Seed">The seed of the draws.</param>
public sealed record SwarmSpec(
    int Runs, ImmutableSortedDictionary<string, double> Around, ImmutableArray<string> Corpora, ImmutableArray<double> Concentrations, ImmutableSortedDictionary<string, double> Caps, ulong Seed)
{
    /// <summary>The name of the mixture that the draws are around.</summary>
    public const string Centre = "natural";

    /// <summary>The mixtures before the sizes of the corpora are known: names, and rates to be replaced by <see cref="Resolve"/>.</summary>
    internal IEnumerable<MixtureSpec> Mixtures()
    {
        ImmutableSortedDictionary<string, double> equal = Corpora.ToImmutableSortedDictionary(corpus => corpus, _ => 1.0 / Corpora.Length, StringComparer.Ordinal);
        return Enumerable.Range(0, Runs + 1).Select(index => new MixtureSpec(index == 0 ? Centre : NameOf(index), equal) { Swarm = this, SwarmIndex = index });
    }

    /// <summary>A mixture with its rates; itself where it is not of a swarm.</summary>
    internal static MixtureSpec Resolve(MixtureSpec mixture, Func<string, long> sizeOf)
    {
        if (mixture.Swarm is not { } swarm)
        {
            return mixture;
        }

        ImmutableArray<double> centre = swarm.CentreOf(sizeOf);
        ImmutableArray<double> rates = mixture.SwarmIndex == 0 ? centre
            : MixtureSwarm.Draw(centre, [.. swarm.Corpora.Select(corpus => swarm.Caps.GetValueOrDefault(corpus, 1))], swarm.Concentrations, swarm.Runs, swarm.Seed)[mixture.SwarmIndex - 1];
        return mixture with
        {
            Rates = swarm.Corpora.Zip(rates).Where(pair => pair.Second > 0).ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            Swarm = null,
            SwarmIndex = 0,
        };
    }

    private ImmutableArray<double> CentreOf(Func<string, long> sizeOf)
    {
        double[] weights = [.. Corpora.Select(corpus => Around.IsEmpty ? sizeOf(corpus) : Around.GetValueOrDefault(corpus))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    // The name is part of a run's identity: it must not depend on how many runs there are.
    private static string NameOf(int index) => $"swarm-{index.ToString("00", CultureInfo.InvariantCulture)}";
}
