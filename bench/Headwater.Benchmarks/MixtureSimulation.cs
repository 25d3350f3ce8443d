using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>
/// Proposals on known truths: regret of the proposal, coverage of the intervals of its gains, and further runs by expected improvement against further draws. Twelve corpora, 64 runs, noise of
/// 10% of the spread, a random cap on each corpus; the kinds of truths in turn.
/// </summary>
internal static class MixtureSimulation
{
    private const int Corpora = 12;
    private const int Runs = 64;
    private const int FirstRuns = 30;
    private const int FurtherRuns = 16;
    private const double Noise = 0.1;
    private const double Concentration = 6;

    public static void Run(int tables)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<(int Kind, Outcome Outcome)> outcomes = [];
        for (int table = 0; table < tables; table++)
        {
            outcomes.Add((table % MixtureTruth.Kinds.Length, Of(table % MixtureTruth.Kinds.Length, (ulong)table + 1)));
            Console.Error.WriteLine($"table {table + 1} of {tables}: {clock.Elapsed.TotalSeconds:F0} s");
        }

        Console.WriteLine("kind,tables,best_tried_regret,regret,regret_median,coverage_natural,coverage_best,regret_30,regret_next,regret_draws,next_better");
        foreach ((string name, Outcome[] of) in outcomes.GroupBy(row => row.Kind).OrderBy(kind => kind.Key).Select(kind => (MixtureTruth.Kinds[kind.Key], kind.Select(row => row.Outcome).ToArray()))
            .Append(("all", [.. outcomes.Select(row => row.Outcome)])))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name},{of.Length},{of.Average(o => o.BestTried):F3},{of.Average(o => o.Regret):F3},{of.Select(o => o.Regret).Order().ElementAt(of.Length / 2):F3},{of.Average(o => o.CoversNatural):F2},{of.Average(o => o.CoversBest):F2},{of.Average(o => o.Few):F3},{of.Average(o => o.Next):F3},{of.Average(o => o.Draws):F3},{of.Count(o => o.Next < o.Draws)}"));
        }
    }

    /// <summary>Writes a table of runs at random mixtures with several targets, to measure time and memory on.</summary>
    public static void WriteTable(int corpora, int runs, int targets, string path)
    {
        using StreamWriter csv = new(path) { NewLine = "\n" };
        csv.WriteLine($"pretraining_data,{string.Join(',', Enumerable.Range(0, corpora).Select(corpus => $"rate_c{corpus}"))},task,metric,value");
        RandomStream random = new(7);
        double[][] rates = Draw(corpora, runs, ref random);
        for (int target = 0; target < targets; target++)
        {
            MixtureTruth truth = new(target % MixtureTruth.Kinds.Length, corpora, (ulong)target);
            for (int run = 0; run < runs; run++)
            {
                csv.WriteLine(string.Create(CultureInfo.InvariantCulture, $"m{run},{string.Join(',', rates[run].Select(rate => rate.ToString("R", CultureInfo.InvariantCulture)))},t{target},loss,{truth.Loss(rates[run]) + (0.01 * random.NextNormal())}"));
            }
        }
    }

    private static Outcome Of(int kind, ulong seed)
    {
        MixtureTruth truth = new(kind, Corpora, seed);
        RandomStream random = new(RandomStream.Seed(seed, "simulation"));
        double[][] rates = Draw(Corpora, Runs, ref random);
        double[] losses = [.. rates.Select(row => truth.Loss(row))];
        double spread = Math.Sqrt(Moments.Variance(losses));
        double noise = Noise * spread;
        double[] measured = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            measured[run] = losses[run] + (noise * random.NextNormal());
        }

        MixtureOptions options = new() { Objective = "loss", Caps = Caps(ref random), Seed = seed };
        MixtureAnalysis analysis = Analysis(rates, measured, options);
        double least = BestLoss(truth, analysis.Limits, seed);
        double Regret(IReadOnlyList<double> proposed) => (truth.Loss([.. proposed]) - least) / spread;
        double proposedLoss = truth.Loss(analysis.Proposal.Rates.AsSpan());

        MixtureAnalysis few = Analysis(rates[..FirstRuns], measured[..FirstRuns], options with { Next = FurtherRuns });
        double[][] next = [.. few.Next.Select(candidate => candidate.Rates.ToArray())];
        double[] nextMeasured = new double[FurtherRuns];
        for (int run = 0; run < FurtherRuns; run++)
        {
            nextMeasured[run] = truth.Loss(next[run]) + (noise * random.NextNormal());
        }

        MixtureAnalysis withNext = Analysis([.. rates[..FirstRuns], .. next], [.. measured[..FirstRuns], .. nextMeasured], options);
        MixtureAnalysis withDraws = Analysis(rates[..(FirstRuns + FurtherRuns)], measured[..(FirstRuns + FurtherRuns)], options);
        return new(
            Regret(analysis.Limits.Project(rates[analysis.Proposal.BestRun])), Regret(analysis.Proposal.Rates),
            Covers(analysis.Proposal.Gain, truth.Loss(analysis.Proposal.Natural.AsSpan()) - proposedLoss), Covers(analysis.Proposal.GainOverBest, losses[analysis.Proposal.BestRun] - proposedLoss),
            Regret(few.Proposal.Rates), Regret(withNext.Proposal.Rates), Regret(withDraws.Proposal.Rates));
    }

    private static double Covers(MixtureForecast gain, double actual) => actual >= gain.Low && actual <= gain.High ? 1 : 0;

    private static MixtureAnalysis Analysis(double[][] rates, double[] measured, MixtureOptions options) => MixtureAnalysis.Of(
        new MixtureRuns(
            new([.. Enumerable.Range(0, Corpora).Select(corpus => $"c{corpus}")], rates), [.. rates.Select((_, run) => $"m{run}")],
            [new MixtureTarget("loss", null, "loss", false, [.. measured.Select(value => (double?)value)])]),
        options);

    // The best of several searches on the truth itself.
    private static double BestLoss(MixtureTruth truth, MixtureLimits limits, ulong seed) => Enumerable.Range(0, 4)
        .Min(start => truth.Loss(new MixtureSearch(limits, seed + (ulong)(1000 * start)).Minimise(rates => truth.Loss(rates), [])));

    private static ImmutableSortedDictionary<string, double> Caps(ref RandomStream random)
    {
        ImmutableSortedDictionary<string, double>.Builder caps = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        for (int corpus = 0; corpus < Corpora; corpus++)
        {
            caps[$"c{corpus}"] = 0.15 + (0.5 * random.NextDouble());
        }

        return caps.ToImmutable();
    }

    private static double[][] Draw(int corpora, int runs, ref RandomStream random)
    {
        double[] centre = [.. Enumerable.Repeat(1.0 / corpora, corpora)];
        double[][] rates = new double[runs][];
        for (int run = 0; run < runs; run++)
        {
            rates[run] = DirichletDraw.Around(centre, Concentration, ref random);
        }

        return rates;
    }

    private sealed record Outcome(double BestTried, double Regret, double CoversNatural, double CoversBest, double Few, double Next, double Draws);
}
