using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Fits one law: starts from the data, the most promising ones searched by quasi-Newton steps, the best polished by damped Gauss–Newton. Immutable
/// but for what it compiles once; safe to share between threads.
/// </summary>
internal sealed class LawFitter
{
    private const int Promising = 10;
    private const int Polished = 3;
    private const int SearchSteps = 60;
    private const int PolishSteps = 400;
    private const int RefitSteps = 100;
    private const int Rounds = 4;
    private const int ScanRounds = 6;

    // A round of scans that leaves more than this of the objective is the last one.
    private const double StillBetter = 0.9;

    // Objectives this close, relative to each other, are of one minimum.
    private const double SameBasin = 1e-6;

    private static readonly FitOptions Default = new();

    private readonly double _delta;
    private readonly Lazy<Starts> _starts;
    private readonly Lazy<LabelSymmetry?> _symmetry;

    public LawFitter(LawFamily law, double? huberDelta = null)
    {
        Law = law;
        _delta = huberDelta ?? law.HuberDelta;
        Coordinates = new(law);
        _starts = new(() => new(law, Coordinates));
        _symmetry = new(() => LabelSymmetry.Of(law));
    }

    public LawFamily Law { get; }

    public Coordinates Coordinates { get; }

    /// <summary>The objective before anything is fitted.</summary>
    public HuberObjective ObjectiveFor(FitData data, FitOptions? options = null)
    {
        HuberObjective objective = new(Coordinates, data, options?.HuberDelta ?? _delta);
        PointWeights.Set(objective, data, options ?? Default);
        return objective;
    }

    /// <summary>The objective an estimate is the minimum of: under a likelihood, with the points as they count there.</summary>
    public HuberObjective ObjectiveAt(FitData data, Estimate estimate, FitOptions? options = null)
    {
        HuberObjective objective = ObjectiveFor(data, options);
        if (estimate.Working is { } working)
        {
            working.Targets.CopyTo(objective.Targets);
            working.Weights.CopyTo(objective.Weights);
            working.Deltas.CopyTo(objective.Deltas);
        }

        return objective;
    }

    /// <summary>The best estimate for the data.</summary>
    public Estimate Fit(FitData data, FitOptions? options = null)
    {
        FitOptions how = options ?? Default;
        HuberObjective objective = ObjectiveFor(data, how);
        double[][] minima = FirstMinima(objective, data);
        if (minima.Length == 0)
        {
            return Nowhere();
        }

        if (!IsLikelihood(how.Loss, data))
        {
            return MultipleMinima.Mark(objective, Law, ConvergenceCheck.Of(objective, Law, minima[0]), minima);
        }

        Likelihood.Maximise(objective, data, minima[0]);
        return ConvergenceCheck.Of(objective, Law, minima[0]) with { Working = new(objective.Targets.ToArray(), objective.Weights.ToArray(), objective.Deltas.ToArray()) };
    }

    /// <summary>How many coordinates of an estimate are free: an irreducible term at 0 is not.</summary>
    public int FreeOf(Estimate estimate) => Enumerable.Range(0, Coordinates.Count).Count(j => !(Coordinates.MayBeZero(j) && estimate.At[j] <= 0));

    /// <summary>
    /// A search from each of the given starts, which are coefficients in the law's order: every one is followed to its own minimum, none is left out.
    /// The result does not depend on the number of threads.
    /// </summary>
    public StartSearch Search(FitData data, IReadOnlyList<double[]> from, FitOptions? options = null)
    {
        double[][] ends = new double[from.Count][];
        double[] values = new double[from.Count];
        Spread(from.Count, options, () => ObjectiveFor(data, options), (objective, search, number) =>
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
        Polish(last, new(last), new(last), ends[order[0]]);
        return new(ConvergenceCheck.Of(last, Law, ends[order[0]]), BasinsOf(order, values, ends), from.Count - order.Length);
    }

    /// <summary>
    /// Coefficients of refits to points drawn with replacement: [draw][coefficient]. Each refit begins at the estimate. A draw depends on the seed and its
    /// own number alone, not on the number of threads.
    /// </summary>
    public double[][] Bootstrap(FitData data, Estimate estimate, int resamples, ulong seed, FitOptions? options = null)
    {
        double[][] draws = new double[resamples][];
        double[] counted = ObjectiveAt(data, estimate, options).Weights.ToArray();
        Spread(resamples, options, () => ObjectiveAt(data, estimate, options), (objective, search, number) =>
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

    /// <summary>The most promising starts of a search, by objective.</summary>
    public IEnumerable<double[]> BestStarts(FitData data, HuberObjective objective, int count) => Best(objective, _starts.Value.Of(data), count);

    /// <summary>The coefficients of an estimate, in the law's own unit.</summary>
    public double[] CoefficientsOf(Estimate estimate)
    {
        double[] values = new double[Coordinates.Count];
        Coordinates.ToCoefficients(estimate.At, values);
        return values;
    }

    // Numbers shared out to threads, each with an objective of its own.
    private static void Spread(int count, FitOptions? options, Func<HuberObjective> make, Action<HuberObjective, GaussNewton, int> work)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(1, (options ?? Default).Threads) };
        Parallel.For(
            0,
            count,
            parallel,
            () =>
            {
                HuberObjective objective = make();
                return (Objective: objective, Search: new GaussNewton(objective));
            },
            (number, _, own) =>
            {
                work(own.Objective, own.Search, number);
                return own;
            },
            _ => { });
    }

    private static bool IsLikelihood(LossKind loss, FitData data) => loss switch
    {
        LossKind.Gaussian => data.LogErrors.Any(error => error > 0),
        _ => data.Link is not null,
    };

    // Under a link the search begins with what the shares are worth, which the likelihood weighs again.
    private double[][] FirstMinima(HuberObjective objective, FitData data)
    {
        if (data.Link is not { } link)
        {
            return Minima(objective, data);
        }

        double[] counted = objective.Weights.ToArray();
        double[] worth = link.FirstWeights();
        for (int i = 0; i < worth.Length; i++)
        {
            objective.Weights[i] *= worth[i];
        }

        double[][] minima = Minima(objective, data);
        counted.CopyTo(objective.Weights);
        return minima;
    }

    // Minima by objective, the least first: the most promising starts are searched, the best of them polished. Where the grid of starts is coarse,
    // others are scattered, and from the best of either the search continues around it until that no longer helps.
    private double[][] Minima(HuberObjective objective, FitData data)
    {
        GaussNewton gaussNewton = new(objective);
        QuasiNewton quasiNewton = new(objective);

        // A few points orders of magnitude off drag the least squares behind the starts away: others begin without them.
        int[] far = FarPoints.BeforeFit(data);
        double[][] minima = Searched(_starts.Value.Of(data));
        if (far.Length > 0)
        {
            FitData without = data.Pick([.. Enumerable.Range(0, data.Count).Except(far)]);
            minima = [.. Best(objective, [.. minima, .. Searched(_starts.Value.Of(without))], Polished)];
        }

        if (_starts.Value.AreCoarse)
        {
            minima = [.. Best(objective, [.. Further(minima), .. Further(Searched(_starts.Value.Scattered(data)))], Polished)];
        }

        foreach (double[] at in minima)
        {
            _symmetry.Value?.Order(at);
        }

        return minima;

        double[][] Further(double[][] found)
        {
            for (int round = 0; found.Length > 0 && round < ScanRounds; round++)
            {
                double before = objective.Value(found[0]);
                found = [.. Best(objective, [.. found, .. Searched(_starts.Value.Around(data, found[0]))], Polished)];
                if (objective.Value(found[0]) >= before * StillBetter)
                {
                    break;
                }
            }

            return found;
        }

        double[][] Searched(IEnumerable<double[]> from)
        {
            double[][] promising = [.. Best(objective, from, Promising)];
            foreach (double[] start in promising)
            {
                quasiNewton.Minimise(start, SearchSteps);
            }

            double[][] polished = [.. Best(objective, promising, Polished)];
            foreach (double[] candidate in polished)
            {
                Polish(objective, gaussNewton, quasiNewton, candidate);
            }

            return [.. Best(objective, polished, Polished)];
        }
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

    private static void Polish(HuberObjective objective, GaussNewton gaussNewton, QuasiNewton quasiNewton, double[] at)
    {
        double value = gaussNewton.Minimise(at, PolishSteps);
        for (int round = 0; round < Rounds; round++)
        {
            double before = value;
            quasiNewton.Minimise(at, PolishSteps);
            value = gaussNewton.Minimise(at, PolishSteps);
            if (before - value <= 1e-13 * value)
            {
                break;
            }
        }
    }
}
