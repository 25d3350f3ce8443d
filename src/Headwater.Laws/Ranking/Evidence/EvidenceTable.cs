using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the runs at one scale into the evidence that recipes are ranked by.</summary>
internal static class EvidenceTable
{
    // The mean of the checkpoints of the last tenth of the tokens is less noisy than the last one (Heineman et al. 2025, arXiv:2508.13144).
    private const double LastTokens = 0.9;

    /// <summary>Items behind an accuracy that does not say: near the median of the 46 tasks of Gadre et al. 2024 (arXiv:2403.08540), 1244.</summary>
    public const double AssumedItems = 1000;

    // The part of the test-set error variance that all models share, because they are scored on the same items; it does not affect comparisons.
    private const double SharedByItems = 0.5;

    // Assumed for a loss without an error: near the median deviation over the last 10 checkpoints in Bhagia et al. 2024 (arXiv:2412.04403), 0.0007 to 0.0068 on about 1.
    private const double AssumedLossError = 0.005;

    // Scales from which differences between two or three recipes show their noise. What is assumed weighs as much as this many degrees of freedom beside them.
    private const int FewestScales = 3;
    private const double AssumedWeight = 1;

    /// <summary>The evidence at a scale.</summary>
    /// <param name="at">The scale and its runs.</param>
    /// <param name="all">The runs of all scales that may be known, for earlier checkpoints.</param>
    /// <param name="rows">The rows behind them.</param>
    /// <param name="judged">What recipes are judged by.</param>
    public static ScaleEvidence Of(RankedScale at, IReadOnlyCollection<RunScores> all, IReadOnlyCollection<Observation> rows, JudgedScore judged)
    {
        Dictionary<TaskMetric, Observation> known = [];
        foreach (Observation row in rows)
        {
            known.TryAdd(TaskMetric.Of(row), row);
        }

        RunScores[][] checkpoints = CheckpointsOf(at, all);
        TaskMetric[] tasks =
        [
            .. known.Where(task => !task.Key.IsAggregate && !(judged.Parts is [var only] && task.Key == only)
                    && TaskMetric.HigherIsBetter(task.Value) is not null
                    && at.Runs.All(run => run.Scores.ContainsKey(task.Key)))
                .Select(task => task.Key)
                .Order(),
        ];
        bool[] areHigherBetter = [.. tasks.Select(task => TaskMetric.HigherIsBetter(known[task])!.Value)];
        return new(
            [.. tasks.Select((task, index) => TaskOf(task, known[task], areHigherBetter[index], at.Runs))],
            Pooled([.. at.Runs.Select((run, index) => RunOf(run, checkpoints[index], judged, known, tasks, areHigherBetter))]))
        {
            AssumedNoise = AssumedNoiseOf(at, all, judged),
        };
    }

    // For each run the runs to average: itself, and its recipe's earlier checkpoints where every recipe has one of them.
    private static RunScores[][] CheckpointsOf(RankedScale at, IReadOnlyCollection<RunScores> all)
    {
        if (at.Scale is not { } scale || at.Runs.Length != at.Recipes.Count)
        {
            return [.. at.Runs.Select(run => new[] { run })];
        }

        RunScores[][] earlier = [.. all.Where(run => run.Scale.IsCheckpointOf(scale, LastTokens)).GroupBy(run => run.Scale).Select(group => group.ToArray())];
        RunScores[][] complete = [.. earlier.Where(runs => runs.Length == at.Runs.Length && at.Recipes.SetEquals(runs.Select(run => run.Recipe)))];
        return [.. at.Runs.Select(run => complete.Select(runs => runs.First(other => other.Recipe == run.Recipe)).Append(run).ToArray())];
    }

    private static (EvidenceRun Run, int Replicates) RunOf(
        RunScores run, RunScores[] checkpoints, JudgedScore judged, Dictionary<TaskMetric, Observation> known, TaskMetric[] tasks, bool[] areHigherBetter)
    {
        MeasuredPoint mean = Replication.Average(0, [.. checkpoints.Select(judged.Read).OfType<MeasuredPoint>()]);
        double? error = mean.StandardError ?? ErrorOfItems(run, judged, known);
        error = mean.Replicates > 1 ? error : error * Math.Sqrt(1 - SharedByItems);
        return (new(run.Recipe, mean.Y, error, [.. tasks.Select((task, index) => MeanOf(checkpoints, task) * (areHigherBetter[index] ? 1 : -1))]), mean.Replicates);
    }

    // A variance from two or three values is too imprecise, so it is pooled over runs with the same number of values.
    private static ImmutableArray<EvidenceRun> Pooled((EvidenceRun Run, int Replicates)[] runs)
    {
        ILookup<int, double> variances = runs.Where(item => item is { Replicates: > 1, Run.JudgedError: not null }).ToLookup(item => item.Replicates, item => item.Run.JudgedError!.Value * item.Run.JudgedError.Value);
        return [.. runs.Select(item => item.Run.JudgedError is not null && item.Replicates > 1 ? item.Run with { JudgedError = Math.Sqrt(variances[item.Replicates].Average()) } : item.Run)];
    }

    // The binomial error of a share of answers, or of the mean over tasks of such shares.
    private static double? ErrorOfItems(RunScores run, JudgedScore judged, Dictionary<TaskMetric, Observation> known)
    {
        double sum = 0;
        foreach (TaskMetric part in judged.Parts)
        {
            if (known[part].Items is not > 0 || !MetricTraits.IsShareOfAnswers(part.Metric))
            {
                return null;
            }

            double value = run.Scores[part].Y;
            double error = Binomial(value, value > 1 ? 100 : 1, known[part].Items!.Value);
            sum += error * error;
        }

        return Math.Sqrt(sum) / judged.Parts.Length;
    }

    private static double MeanOf(RunScores[] checkpoints, TaskMetric task) =>
        checkpoints.Where(run => run.Scores.ContainsKey(task)).Average(run => run.Scores[task].Y);

    private static EvidenceTask TaskOf(TaskMetric task, Observation example, bool higherIsBetter, RunScores[] runs)
    {
        double[] values = [.. runs.Select(run => run.Scores[task].Y)];
        double?[] errors = [.. runs.Select(run => run.Scores[task].StandardError)];
        double? error = errors.All(known => known is not null) ? Math.Sqrt(errors.Average(known => known!.Value * known.Value))
            : example.Items is > 0 and { } items && MetricTraits.IsShareOfAnswers(task.Metric) ? Binomial(values.Average(), values.Max() > 1 ? 100 : 1, items)
            : null;
        return new(task.Label, error, higherIsBetter ? example.Chance : -example.Chance);
    }

    // Two or three recipes cannot show their noise at one scale. What can show it is how much their differences vary from scale to scale.
    private static double AssumedNoiseOf(RankedScale at, IReadOnlyCollection<RunScores> all, JudgedScore judged)
    {
        double[] values = [.. at.Runs.Select(judged.Read).OfType<MeasuredPoint>().Select(point => point.Y)];
        double mean = Math.Abs(values.Average());
        double assumed = judged.HigherIsBetter ? Binomial(mean, values.Max() > 1 ? 100 : 1, AssumedItems) : AssumedLossError * mean;
        (double sum, int degreesOfFreedom) = at.Recipes.Count < RecipeRanker.FewestForTasks ? BetweenScales(at, all, judged) : (0, 0);
        return Math.Sqrt(((AssumedWeight * assumed * assumed) + sum) / (AssumedWeight + degreesOfFreedom));
    }

    // Squares of what remains of the scores after the means of scales and recipes, over the scales up to this one that have each recipe once.
    private static (double Sum, int DegreesOfFreedom) BetweenScales(RankedScale at, IReadOnlyCollection<RunScores> all, JudgedScore judged)
    {
        string[] recipes = [.. at.Recipes.Order(StringComparer.Ordinal)];
        double[][] centred =
        [
            .. all.Where(run => at.Scale is { } scale && run.Scale.Size <= scale.Size && at.Recipes.Contains(run.Recipe)).GroupBy(run => run.Scale)
                .Where(scale => scale.Count() == recipes.Length && at.Recipes.SetEquals(scale.Select(run => run.Recipe)))
                .Select(scale => recipes.Select(recipe => judged.Read(scale.First(run => run.Recipe == recipe))!.Value.Y).ToArray())
                .Select(scores => scores.Select(score => score - scores.Average()).ToArray()),
        ];
        if (centred.Length < FewestScales)
        {
            return (0, 0);
        }

        double sum = Enumerable.Range(0, recipes.Length).Sum(recipe => Moments.Variance([.. centred.Select(scores => scores[recipe])]) * (centred.Length - 1));
        return (sum, (centred.Length - 1) * (recipes.Length - 1));
    }

    private static double Binomial(double value, double ceiling, double items) => ceiling * Math.Sqrt(Math.Max(0, value / ceiling * (1 - (value / ceiling))) / items);
}
