using System.Collections.Immutable;

namespace Headwater.Laws.Tests.Mixtures;

/// <summary>Designs drawn from Dirichlet distributions, and responses whose form is known.</summary>
internal static class MixtureTruths
{
    public static MixtureDesign Design(int corpora, int runs, ulong seed, double concentration = 6)
    {
        RandomStream random = new(seed);
        double[] centre = [.. Enumerable.Repeat(1.0 / corpora, corpora)];
        double[][] rates = new double[runs][];
        for (int run = 0; run < runs; run++)
        {
            rates[run] = DirichletDraw.Around(centre, concentration, ref random);
        }

        return new([.. Names(corpora)], rates);
    }

    public static IEnumerable<string> Names(int corpora) => Enumerable.Range(0, corpora).Select(corpus => $"c{corpus}");

    /// <summary>2 + exp(Σ t_j r_j) with exponents from −1.5 to 0.5.</summary>
    public static double Exponential(ReadOnlySpan<double> rates)
    {
        double exponent = 0;
        for (int j = 0; j < rates.Length; j++)
        {
            exponent += ExponentOf(j, rates.Length) * rates[j];
        }

        return 2 + Math.Exp(exponent);
    }

    public static double ExponentOf(int corpus, int corpora) => -1.5 + (2.0 * corpus / (corpora - 1));

    /// <summary>A loss with a small and a large power of each rate, best inside the simplex: 3 − Σ a_j √r_j.</summary>
    public static double Roots(ReadOnlySpan<double> rates)
    {
        double sum = 3;
        for (int j = 0; j < rates.Length; j++)
        {
            sum -= RootOf(j) * Math.Sqrt(rates[j]);
        }

        return sum;
    }

    /// <summary>The coefficients a_j of <see cref="Roots"/>. Their best mixture is a_j² / Σ a².</summary>
    public static double RootOf(int corpus) => 0.2 + (0.15 * ((corpus * 7) % 5));

    public static double[] Values(MixtureDesign design, MixturePredictor truth, double noise = 0, ulong seed = 1)
    {
        RandomStream random = new(seed);
        double[] values = new double[design.Count];
        for (int run = 0; run < values.Length; run++)
        {
            values[run] = truth(design[run]) + (noise * random.NextNormal());
        }

        return values;
    }

    public static MixtureRuns Runs(MixtureDesign design, params double[][] targets) => new(
        design,
        [.. Enumerable.Range(0, design.Count).Select(run => $"run-{run}")],
        [.. targets.Select((values, index) => new MixtureTarget($"task-{index}", $"task-{index}", "loss", false, [.. values.Select(value => (double?)value)]))]);

    public static ImmutableSortedDictionary<string, double> Pairs(params (string Corpus, double Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Corpus, pair => pair.Value, StringComparer.Ordinal);
}
