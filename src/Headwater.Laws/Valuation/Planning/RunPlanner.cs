using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Simulates further runs before they are made. Each draw of the candidates is a world; a run's outcome is that world's value at its checkpoint with the
/// noise of one more measurement, and the worlds are then weighed by how well they agree with it (Raiffa and Schlaifer 1961, preposterior analysis). Runs
/// that are considered: the next checkpoint of each mixture in question, another seed of its last one, and these for two or all of them together.
/// </summary>
internal sealed class RunPlanner
{
    /// <summary>A set that settles the matter at least this often is worth naming as the smallest that does.</summary>
    public const double Likely = 0.5;

    private const int Outcomes = 200;
    private const int MostMixtures = 4;
    private const int MostSets = 5;

    // Beside the two most likely ones, a mixture that is hardly ever the best needs no run.
    private const double LeastProbability = 0.02;

    // Draws beyond these shares are cut: means must not hang on one wild draw.
    private const double Kept = 0.98;

    private readonly CandidateGroup _group;
    private readonly double _level;
    private readonly ulong _seed;
    private readonly double[][] _worth;
    private readonly int[] _winners;

    public RunPlanner(CandidateGroup group, AnalysisOptions options)
    {
        _group = group;
        _level = options.Level;
        _seed = RandomStream.Seed(options.Seed, "further runs");
        _worth = [.. Alternatives().Select(Cut)];
        _winners = [.. Enumerable.Range(0, _worth[0].Length).Select(number => Enumerable.Range(0, _worth.Length).MaxBy(choice => _worth[choice][number]))];
    }

    /// <summary>The most telling sets, by how often they settle the matter; among equals more runs come first, as they tell more.</summary>
    public ImmutableArray<FurtherRuns> Plan()
    {
        Option[][] singles = [.. InQuestion().Select(OptionsOf)];
        Option[] next = [.. singles.Select(options => options[0])];
        IEnumerable<Option[]> pairs = Enumerable.Range(0, next.Length).SelectMany(first => Enumerable.Range(first + 1, next.Length - first - 1).Select(second => new[] { next[first], next[second] }));
        IEnumerable<Option[]> all = next.Length > 2 ? [next] : [];
        FurtherRuns[] sets = [.. singles.SelectMany(options => options.Select(option => new[] { option })).Concat(pairs).Concat(all).Select(Simulate)];

        // More runs never tell less: what the draws make of that is their noise.
        FurtherRuns[] raised = [.. sets.Select(set => set with
        {
            ProbabilitySettles = sets.Where(part => part.Runs.All(set.Runs.Contains)).Max(part => part.ProbabilitySettles),
            ExpectedGain = sets.Where(part => part.Runs.All(set.Runs.Contains)).Max(part => part.ExpectedGain),
        })];
        return [.. raised.OrderByDescending(set => set.ProbabilitySettles).ThenByDescending(set => set.ExpectedGain).ThenByDescending(set => set.Runs.Length).Take(MostSets)];
    }

    // One mixture alone competes with staying where it is.
    private ImmutableArray<double[]> Alternatives()
    {
        if (_group.Members.Length > 1)
        {
            return _group.Compared;
        }

        Candidate only = _group.Members[0];
        double ahead = _group.IsForecast && _group.Scale > only.Last.X ? _group.Scale : 2 * only.Last.X;
        return [only.DrawsAt([ahead], _group.Noise)[0], only.DrawsOf(only.Last, "last", _group.Noise)];
    }

    private Candidate[] InQuestion() => _group.Members.Length == 1 ? [.. _group.Members]
        : [.. Enumerable.Range(0, _group.Members.Length).OrderByDescending(index => _group.ProbabilityBest[index])
            .Where((index, rank) => rank < 2 || _group.ProbabilityBest[index] >= LeastProbability).Take(MostMixtures).Select(index => _group.Members[index])];

    private Option[] OptionsOf(Candidate member)
    {
        double next = 2 * member.Last.X;
        double[][] values = [.. member.DrawsAt([next, member.Last.X], _group.Noise).Select(Cut)];
        double spread = values[0].Max() - values[0].Min();
        double noise = Math.Max(member.Noise * Math.Sqrt(1 - _group.Noise.Share), 1e-3 * spread) + double.Epsilon;
        return [new(new(member.Mixture, next, false), values[0], noise), new(new(member.Mixture, member.Last.X, true), values[1], noise)];
    }

    private FurtherRuns Simulate(Option[] runs)
    {
        RandomStream random = new(RandomStream.Seed(_seed, string.Join('\n', runs.Select(run => $"{run.Run.Mixture} {ObservationColumn.Text(run.Run.PretrainingTokens)}"))));
        int worlds = _winners.Length;
        double[] weights = [.. Enumerable.Repeat(1.0, worlds)];
        (int now, _, double worthNow) = Choose(weights);
        double settles = 0;
        double flips = 0;
        double gain = 0;
        for (int outcome = 0; outcome < Outcomes; outcome++)
        {
            int truth = (int)((long)outcome * worlds / Outcomes);
            Array.Clear(weights);
            foreach (Option run in runs)
            {
                double measured = run.Values[truth] + (run.Noise * random.NextNormal());
                for (int world = 0; world < worlds; world++)
                {
                    double distance = (run.Values[world] - measured) / run.Noise;
                    weights[world] -= distance * distance / 2;
                }
            }

            double most = weights.Max();
            for (int world = 0; world < worlds; world++)
            {
                weights[world] = Math.Exp(weights[world] - most);
            }

            (int choice, double probability, double worthThen) = Choose(weights);
            settles += probability >= _level ? 1 : 0;
            flips += choice != now ? 1 : 0;
            gain += worthThen - worthNow;
        }

        return new() { Runs = [.. runs.Select(run => run.Run)], ProbabilitySettles = settles / Outcomes, ProbabilityFlips = flips / Outcomes, ExpectedGain = gain / Outcomes };
    }

    // The choice most often best, how often that is, and the mean worth of the choice with the best mean.
    private (int Choice, double Probability, double Worth) Choose(double[] weights)
    {
        double sum = weights.Sum();
        double[] wins = new double[_worth.Length];
        double[] means = new double[_worth.Length];
        for (int world = 0; world < weights.Length; world++)
        {
            wins[_winners[world]] += weights[world] / sum;
            for (int choice = 0; choice < _worth.Length; choice++)
            {
                means[choice] += weights[world] / sum * _worth[choice][world];
            }
        }

        int best = Enumerable.Range(0, wins.Length).MaxBy(choice => wins[choice]);
        return (best, wins[best], means.Max());
    }

    private static double[] Cut(double[] draws)
    {
        (double low, double high) = Quantiles.Middle(draws, Kept);
        return [.. draws.Select(draw => double.IsNaN(draw) ? low : Math.Clamp(draw, low, high))];
    }

    private sealed record Option(FurtherRun Run, double[] Values, double Noise);
}
