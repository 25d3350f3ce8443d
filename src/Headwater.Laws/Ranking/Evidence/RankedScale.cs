namespace Headwater.Laws;

/// <summary>The scale at which recipes are compared: the one that most of them share, the largest among equals.</summary>
/// <param name="Scale">The scale; <c>null</c> where recipes share none and each stands with its own largest one.</param>
/// <param name="Runs">The runs there.</param>
internal sealed record RankedScale(TrainingScale? Scale, RunScores[] Runs)
{
    /// <summary>The recipes, by name.</summary>
    public HashSet<string> Recipes { get; } = [.. Runs.Select(run => run.Recipe)];

    /// <summary>Chooses among runs that measure the judged score.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="common">The recipes to be compared. Others at the same scale come along as evidence.</param>
    public static RankedScale Of(IReadOnlyCollection<RunScores> runs, IReadOnlySet<string> common)
    {
        IGrouping<TrainingScale, RunScores> most = runs.GroupBy(run => run.Scale)
            .OrderByDescending(scale => scale.Select(run => run.Recipe).Distinct(StringComparer.Ordinal).Count(common.Contains))
            .ThenByDescending(scale => scale.Key.Size)
            .First();
        return most.Select(run => run.Recipe).Distinct(StringComparer.Ordinal).Count(common.Contains) >= Math.Min(RecipeIdentity.Fewest, common.Count)
            ? new(most.Key, [.. most])
            : new(null, [.. runs.GroupBy(run => run.Recipe).SelectMany(recipe => recipe.Where(run => run.Scale == recipe.MaxBy(one => one.Scale.Size)!.Scale))]);
    }
}
