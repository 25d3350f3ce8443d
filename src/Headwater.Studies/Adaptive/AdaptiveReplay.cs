using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Replay of the adaptive procedure on a fully measured grid.</summary>
public sealed record AdaptiveReplay
{
    /// <summary>Each judgement, in order.</summary>
    public required ImmutableArray<AdaptiveStep> Steps { get; init; }

    /// <summary>The mixture that the whole grid says is the best at the target, and how likely it is.</summary>
    public required string FullLeader { get; init; }

    public required double FullProbability { get; init; }

    /// <summary>The mixture that it chose.</summary>
    public string? Leader => Steps[^1].Leader;

    public AdaptiveEnd End => Steps[^1].End!.Value;

    /// <summary>Share of the grid's FLOPs that was not spent.</summary>
    public required double SavedFlops { get; init; }

    /// <summary>Share of the grid's device-seconds that was not spent.</summary>
    public required double SavedSeconds { get; init; }

    /// <summary>Whether the choice is that of the whole grid.</summary>
    public bool IsSame => Leader == FullLeader;

    /// <summary>Replays a table that holds every point of the grid at one finetuning size, and the model without pretraining where there is one.</summary>
    /// <exception cref="ArgumentException">A point of the grid is not in the table.</exception>
    public static AdaptiveReplay Of(ObservationTable full, ImmutableArray<GridPoint> grid, AdaptiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(full);
        return Of(full, grid, options, table => Judgement.Of(table, options));
    }

    /// <summary>The same with judgements that the caller makes, or has made before.</summary>
    internal static AdaptiveReplay Of(ObservationTable full, ImmutableArray<GridPoint> grid, AdaptiveOptions options, Func<ObservationTable, Judgement> judge)
    {
        AdaptivePolicy policy = new(grid, options, judge);
        ImmutableArray<Observation>[] rows = [.. grid.Select(point => RowsOf(full, grid, point))];
        HashSet<int> run = [];
        List<AdaptiveStep> steps = [];
        do
        {
            ObservationTable known = new([.. full.Rows.Where(row => row.IsScratch), .. run.Order().SelectMany(place => rows[place])]);
            steps.Add(policy.Next(known));
            run.UnionWith(steps[^1].Next.Select(point => grid.IndexOf(point)));
        }
        while (steps[^1].End is null);

        Judgement whole = judge(full);
        return new AdaptiveReplay
        {
            Steps = [.. steps],
            FullLeader = whole.Leader!,
            FullProbability = whole.Probability!.Value,
            SavedFlops = 1 - run.Sum(place => grid[place].Flops) / grid.Sum(point => point.Flops),
            SavedSeconds = 1 - run.Sum(place => grid[place].Seconds) / grid.Sum(point => point.Seconds),
        };
    }

    private static ImmutableArray<Observation> RowsOf(ObservationTable full, ImmutableArray<GridPoint> grid, GridPoint point)
    {
        double following = grid.Where(other => other.Mixture == point.Mixture && other.Tokens > point.Tokens).Select(other => other.Tokens).DefaultIfEmpty(double.PositiveInfinity).Min();
        ImmutableArray<Observation> rows = [.. full.Rows.Where(row => row.PretrainingData == point.Mixture && row.PretrainingTokens >= point.Tokens && row.PretrainingTokens < following)];
        return rows.IsEmpty ? throw new ArgumentException($"The table has no row of {point.Mixture} at {NumberText.Format(point.Tokens)} tokens.", nameof(full)) : rows;
    }
}
