using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Ranks recipes from the runs at one scale. A judged score is shrunk towards the prediction from the other tasks, and noisier scores are shrunk more: the
/// estimator of Fay and Herriot (1979, doi:10.1080/01621459.1979.10482505) with one covariate, the weighted mean of the other tasks
/// (<see cref="TaskWeights"/>).
/// <code>
///   f     = Σ w·z over tasks, in units of its spread       z: a task's scores in units of their spread over recipes
///   r     = judged − mean − b·f                            b ≥ 0: least squares over the best runs of recipes
///   τ²    = max(0, Σ r²/(n − 2) − ν)                       ν: variance of the noise
///   score = mean + b·f + r·τ²/(τ² + ν)
/// </code>
/// A recipe's best run is the one with the best score so found: the best judged score of many runs would be the luckiest one.
/// </summary>
internal static class RecipeRanker
{
    /// <summary>With fewer recipes there is nothing to regress on.</summary>
    public const int FewestForTasks = 4;

    // Degrees of degreesOfFreedom from which several runs of recipes tell their noise.
    private const int FewestRepeats = 3;

    // An assumed noise never takes more than half of what is unexplained: where nothing tells noise from real differences, each is as likely.
    private const double MostAssumed = 0.5;

    // Two or three recipes say little of their variance: the 90% upper limit of it over its estimate, (n − 1)/χ², by the number of recipes.
    private static readonly double[] OfFewRecipes = [1, 1, 63.3, 9.49];

    // Minimum share of a measured difference that is kept, so that it breaks ties.
    private const double LeastKept = 0.01;

    /// <summary>The ranking of the recipes.</summary>
    /// <param name="evidence">The runs, of at least two recipes.</param>
    /// <param name="carryOver">How far rankings carry over to the target.</param>
    /// <param name="weighting">How the other tasks count.</param>
    public static RecipeRanking Rank(ScaleEvidence evidence, CarryOver carryOver, TaskWeighting weighting)
    {
        int[] best = evidence.BestRuns();
        double[] judged = [.. best.Select(run => evidence.Runs[run].Judged)];
        double[] weights = best.Length < FewestForTasks ? new double[evidence.Tasks.Length] : WeightsOf(evidence, best, judged, weighting);
        double[] common = CommonScores(evidence, best, weights);
        double slope = best.Length < FewestForTasks ? 0 : Math.Max(0, Moments.Covariance([.. best.Select(run => common[run])], judged));
        double centre = judged.Average();
        double[] rest = [.. evidence.Runs.Select((run, index) => run.Judged - centre - (slope * common[index]))];
        double unexplained = best.Sum(run => rest[run] * rest[run]) / Math.Max(1, best.Length - (slope > 0 ? 2 : 1));
        (double[] noise, NoiseSource source) = NoiseOf(evidence, rest, unexplained);
        double real = Math.Max(0, unexplained - best.Average(run => noise[run]));
        double[] kept = [.. noise.Select(variance => variance == 0 ? 1 : Math.Max(LeastKept, real / (real + variance)))];
        RankedRecipe[] recipes = [.. evidence.Recipes.Select((recipe, place) => evidence.Runs
            .Select((run, index) => (Run: run, Score: centre + (slope * common[index]) + (kept[index] * rest[index]), Error: Math.Sqrt(kept[index] * noise[index])))
            .Where(item => item.Run.Recipe == recipe)
            .MaxBy(item => item.Score) is var chosen ? new RankedRecipe(recipe, chosen.Score, chosen.Error, judged[place]) : null!)];
        return new()
        {
            Recipes = [.. recipes.OrderByDescending(recipe => recipe.Score).ThenBy(recipe => recipe.Recipe, StringComparer.Ordinal)],
            Tasks = [.. evidence.Tasks.Select((task, index) => new TaskWeight(task.Name, weights[index])).OrderByDescending(task => task.Weight).ThenBy(task => task.Task, StringComparer.Ordinal)],
            KeptShare = kept.Average(),
            Noise = Math.Sqrt(best.Average(run => noise[run])),
            NoiseSource = source,
            CarryOver = carryOver,
        };
    }

    private static double[] WeightsOf(ScaleEvidence evidence, int[] best, double[] judged, TaskWeighting weighting) =>
        TaskWeights.Of(evidence.Tasks, [.. evidence.Tasks.Select((_, task) => best.Select(run => evidence.Runs[run].Evidence[task]).ToArray())], judged, weighting);

    // f of every run, with mean 0 and deviation 1 over the best runs.
    private static double[] CommonScores(ScaleEvidence evidence, int[] best, double[] weights)
    {
        double[] sums = new double[evidence.Runs.Length];
        for (int task = 0; task < weights.Length; task++)
        {
            double[] scores = [.. best.Select(run => evidence.Runs[run].Evidence[task])];
            double deviation = Math.Sqrt(Moments.Variance(scores));
            double mean = scores.Average();
            for (int run = 0; run < sums.Length && weights[task] > 0; run++)
            {
                sums[run] += weights[task] * (evidence.Runs[run].Evidence[task] - mean) / deviation;
            }
        }

        double spread = Math.Sqrt(Moments.Variance([.. best.Select(run => sums[run])]));
        return [.. sums.Select(sum => spread > 0 ? sum / spread : 0)];
    }

    // ν of each run: the larger of its own standard error and the scatter of several runs of a recipe; assumed where there is neither.
    private static (double[] Noise, NoiseSource Source) NoiseOf(ScaleEvidence evidence, double[] rest, double unexplained)
    {
        double? scatter = ScatterOf(evidence, rest);
        double?[] reported = [.. evidence.Runs.Select(run => run.JudgedError * run.JudgedError)];
        if (scatter is null && !reported.Any(error => error is not null))
        {
            double most = MostAssumed * unexplained * (evidence.Recipes.Length is var recipes && recipes < FewestForTasks ? OfFewRecipes[recipes] : 1);
            double assumed = Math.Min(most, evidence.AssumedNoise * evidence.AssumedNoise);
            return ([.. reported.Select(_ => assumed)], NoiseSource.Assumed);
        }

        double typical = scatter ?? reported.OfType<double>().Average();
        double[] noise = [.. reported.Select(error => error is { } own ? Math.Max(own, scatter ?? 0) : typical)];
        return (noise, scatter is { } runs && runs >= noise.Average() * MostAssumed ? NoiseSource.SeveralRuns : NoiseSource.StandardErrors);
    }

    private static double? ScatterOf(ScaleEvidence evidence, double[] rest)
    {
        double sum = 0;
        int degreesOfFreedom = 0;
        foreach (IGrouping<string, int> runs in Enumerable.Range(0, rest.Length).GroupBy(index => evidence.Runs[index].Recipe).Where(group => group.Count() > 1))
        {
            double[] own = [.. runs.Select(index => rest[index])];
            sum += Moments.Variance(own) * (own.Length - 1);
            degreesOfFreedom += own.Length - 1;
        }

        return degreesOfFreedom >= FewestRepeats ? sum / degreesOfFreedom : null;
    }
}
