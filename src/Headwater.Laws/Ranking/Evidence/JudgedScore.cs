using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The score that recipes are judged by: that of one task, or the plain mean over tasks of one metric.</summary>
/// <param name="Parts">The tasks it is a mean over.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
internal sealed record JudgedScore(ImmutableArray<TaskMetric> Parts, bool HigherIsBetter)
{
    // The share of the rows of the most measured task that a task needs to be a part of the mean.
    private const double LeastCoverage = 0.9;

    /// <summary>What a table calls it.</summary>
    public string Label => Parts is [var only] ? only.Label : $"mean of {Parts.Length} tasks";

    public string Metric => Parts[0].Metric;

    /// <summary>The tasks that too few runs measured for them to be a part.</summary>
    public ImmutableArray<TaskMetric> TooSeldom { get; private init; } = [];

    /// <summary>The score of a run, turned so that more is better, with its standard error; <c>null</c> where a part is missing.</summary>
    public MeasuredPoint? Read(RunScores run)
    {
        List<MeasuredPoint> points = [];
        foreach (TaskMetric part in Parts)
        {
            if (!run.Scores.TryGetValue(part, out MeasuredPoint point))
            {
                return null;
            }

            points.Add(point);
        }

        double? error = points.TrueForAll(point => point.StandardError is not null)
            ? Math.Sqrt(points.Sum(point => point.StandardError!.Value * point.StandardError.Value)) / points.Count
            : null;
        double mean = points.Average(point => point.Y);
        return new(0, HigherIsBetter ? mean : -mean, error, points.Min(point => point.Replicates));
    }

    /// <summary>The score of a recipe's best run at a scale, turned so that more is better.</summary>
    public double BestOf(RankedScale scale, string recipe) => scale.Runs.Where(run => run.Recipe == recipe).Max(run => Read(run)!.Value.Y);

    /// <summary>The score that options ask for.</summary>
    /// <exception cref="ArgumentException">The table has no such task or metric, several to choose from, or one whose direction is unknown.</exception>
    public static JudgedScore Of(IReadOnlyCollection<Observation> rows, string? metric, string? task)
    {
        Observation[] wanted = [.. rows.Where(row => metric is null || LogLikelihoods.IsMetric(row.Metric, metric.Trim()))];
        if (wanted.Length == 0)
        {
            throw new ArgumentException(RankingMessages.NoMetric(metric!, rows));
        }

        Observation[] judged = [.. wanted.Where(row => task is null || Same(row.Task, task))];
        if (judged.Length == 0)
        {
            string[] others = [.. rows.Where(row => Same(row.Task, task!)).Select(row => row.Metric).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            throw new ArgumentException(others.Length > 0 ? RankingMessages.OtherMetric(task!, metric!, others) : RankingMessages.NoTask(task!, wanted));
        }

        string[] metrics = [.. judged.Select(row => row.Metric).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (metrics.Length > 1)
        {
            throw new ArgumentException(RankingMessages.SeveralMetrics(task, metrics));
        }

        bool?[] directions = [.. judged.Select(TaskMetric.HigherIsBetter).Distinct()];
        return directions switch
        {
            [bool higher] => Of(judged, areNamed: task is not null, higher),
            [null] => throw new ArgumentException(RankingMessages.UnknownDirection(metrics[0])),
            _ => throw new ArgumentException(RankingMessages.TwoDirections(metrics[0])),
        };
    }

    // A column that is a mean of other tasks would count them twice, unless it was asked for or is all there is.
    private static JudgedScore Of(Observation[] rows, bool areNamed, bool isHigherBetter)
    {
        TaskMetric[] all = [.. rows.Select(TaskMetric.Of).Distinct().Order()];
        TaskMetric[] single = [.. all.Where(part => areNamed || !part.IsAggregate)];
        TaskMetric[] parts = single.Length > 0 ? single : all;

        // A run that lacks a part is not judged, so a task that few runs have would leave most of them out.
        ILookup<TaskMetric, Observation> measured = rows.ToLookup(TaskMetric.Of);
        int most = parts.Max(part => measured[part].Count());
        ILookup<bool, TaskMetric> isCommon = parts.ToLookup(part => measured[part].Count() >= LeastCoverage * most);
        return new([.. isCommon[true]], isHigherBetter) { TooSeldom = [.. isCommon[false]] };
    }

    private static bool Same(string? left, string right) => string.Equals(left?.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
