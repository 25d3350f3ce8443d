using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Fits one law: starts from the data, the most promising ones searched by quasi-Newton steps, the best polished by damped Gauss–Newton. Immutable
/// but for what it compiles once; safe to share between threads.
/// </summary>
internal sealed class LawFitter
{
    private const int Searched = 10;
    private const int Polished = 3;
    private const int SearchSteps = 60;
    private const int PolishSteps = 400;
    private const int RefitSteps = 100;
    private const int Rounds = 4;

    // Objectives this close, relative to each other, are of one minimum.
    private const double SameBasin = 1e-6;

    private static readonly FitOptions Default = new();

    private readonly double delta;
    private readonly Lazy<Starts> starts;

    public LawFitter(LawFamily law, double? huberDelta = null)
    {
        Law = law;
        delta = huberDelta ?? law.HuberDelta;
        Coordinates = new(law);
        starts = new(() => new(law, Coordinates));
    }

    public LawFamily Law { get; }

    public Coordinates Coordinates { get; }

    public HuberObjective ObjectiveFor(FitData data, FitOptions? options = null)
    {
        HuberObjective objective = new(Coordinates, data, options?.HuberDelta ?? delta);
        PointWeights.Set(objective, data, options ?? Default);
        return objective;
    }

    /// <summary>The best estimate for the data.</summary>
    public Estimate Fit(FitData data, FitOptions? options = null)
    {
        HuberObjective objective = ObjectiveFor(data, options);
        double[][] promising = [.. Best(objective, starts.Value.Of(data), Searched)];
        foreach (double[] start in promising)
        {
            QuasiNewton.Minimise(objective, start, SearchSteps);
        }

        double[]? best = null;
        double least = double.PositiveInfinity;
        foreach (double[] candidate in Best(objective, promising, Polished))
        {
            double value = Polish(objective, candidate);
            if (value < least || best is null)
            {
                (least, best) = (value, candidate);
            }
        }

        return best is null ? Nowhere() : Conclusion.Of(objective, Law, best);
    }

    /// <summary>
    /// A search from each of the given starts, which are coefficients in the law's order: every one is followed to its own minimum, none is left out.
    /// The result does not depend on the number of threads.
    /// </summary>
    public StartSearch Search(FitData data, IReadOnlyList<double[]> from, FitOptions? options = null)
    {
        double[][] ends = new double[from.Count][];
        double[] values = new double[from.Count];
        Spread(from.Count, options, data, (objective, search, number) =>
        {
            ends[number] = [.. from[number].Select((value, index) => Coordinates.FromCoefficient(index, value))];
            values[number] = search.Minimise(ends[number], PolishSteps);
        });

        int[] order = [.. Enumerable.Range(0, from.Count).Where(number => double.IsFinite(values[number])).OrderBy(number => values[number])];
        if (order.Length == 0)
        {
            return new(Nowhere(), [], from.Count);
        }

        HuberObjective last = ObjectiveFor(data, options);
        Polish(last, ends[order[0]]);
        return new(Conclusion.Of(last, Law, ends[order[0]]), BasinsOf(order, values, ends), from.Count - order.Length);
    }

    /// <summary>
    /// Coefficients of refits to points drawn with replacement: [draw][coefficient]. Each refit begins at the estimate. A draw depends on the seed and its
    /// own number alone, not on the number of threads.
    /// </summary>
    public double[][] Bootstrap(FitData data, Estimate estimate, int resamples, ulong seed, FitOptions? options = null)
    {
        double[][] draws = new double[resamples][];
        double[] counted = ObjectiveFor(data, options).Weights.ToArray();
        Spread(resamples, options, data, (objective, search, number) =>
        {
            RandomStream random = new(RandomStream.Seed(seed, number.ToString(CultureInfo.InvariantCulture)));
            objective.Weights.Clear();
            for (int k = 0; k < data.Count; k++)
            {
                int drawn = random.NextInt32(data.Count);
                objective.Weights[drawn] += counted[drawn];
            }

            double[] at = [.. estimate.At];
            search.Minimise(at, RefitSteps);
            draws[number] = new double[at.Length];
            Coordinates.ToCoefficients(at, draws[number]);
        });
        return draws;
    }

    /// <summary>The coefficients of an estimate, in the law's own unit.</summary>
    public double[] CoefficientsOf(Estimate estimate)
    {
        double[] values = new double[Coordinates.Count];
        Coordinates.ToCoefficients(estimate.At, values);
        return values;
    }

    // Numbers shared out to threads, each with an objective of its own.
    private void Spread(int count, FitOptions? options, FitData data, Action<HuberObjective, GaussNewton, int> work)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(1, (options ?? Default).Threads) };
        Parallel.For(
            0,
            count,
            parallel,
            () =>
            {
                HuberObjective objective = ObjectiveFor(data, options);
                return (Objective: objective, Search: new GaussNewton(objective));
            },
            (number, _, own) =>
            {
                work(own.Objective, own.Search, number);
                return own;
            },
            _ => { });
    }

    private ImmutableArray<Basin> BasinsOf(int[] order, double[] values, double[][] ends)
    {
        List<Basin> basins = [];
        foreach (int number in order)
        {
            if (basins.Count > 0 && values[number] - basins[^1].Objective <= SameBasin * Math.Abs(basins[^1].Objective))
            {
                basins[^1] = basins[^1] with { Starts = basins[^1].Starts + 1 };
                continue;
            }

            double[] coefficients = new double[Coordinates.Count];
            Coordinates.ToCoefficients(ends[number], coefficients);
            basins.Add(new(values[number], 1, [.. coefficients]));
        }

        return [.. basins];
    }

    private Estimate Nowhere() => new([.. Enumerable.Repeat(double.NaN, Coordinates.Count)], double.NaN, [], FitStatus.NonFinite, []);

    // The starts with the least objective, in order; those outside the law's domain are dropped.
    private static IEnumerable<double[]> Best(HuberObjective objective, IEnumerable<double[]> from, int count) =>
        from.Select(start => (Value: objective.Value(start), Start: start)).Where(item => double.IsFinite(item.Value)).OrderBy(item => item.Value).Take(count).Select(item => item.Start);

    private static double Polish(HuberObjective objective, double[] at)
    {
        GaussNewton gaussNewton = new(objective);
        double value = gaussNewton.Minimise(at, PolishSteps);
        for (int round = 0; round < Rounds; round++)
        {
            double before = value;
            QuasiNewton.Minimise(objective, at, PolishSteps);
            value = gaussNewton.Minimise(at, PolishSteps);
            if (before - value <= 1e-13 * value)
            {
                break;
            }
        }

        return value;
    }
}
