namespace Headwater.Laws;

/// <summary>What one run of a recipe scored at one scale, by task. Rows that differ in the seed alone are one run, and averaged.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Scores">The mean of the replicates of each task, as measured.</param>
internal sealed record RunScores(string Recipe, TrainingScale Scale, IReadOnlyDictionary<TaskMetric, MeasuredPoint> Scores)
{
    /// <summary>The runs of a table, by scale, recipe and name. The order of the rows does not matter.</summary>
    /// <param name="rows">The rows; those of models without pretraining, and of no recipe, are left out.</param>
    /// <param name="identity">What names recipes.</param>
    /// <param name="scaleOf">The scale of a row.</param>
    public static RunScores[] Of(IEnumerable<Observation> rows, RecipeIdentity identity, Func<Observation, TrainingScale> scaleOf) =>
    [
        .. from row in rows
           where !row.IsScratch && identity.Of(row) is not null
           group row by (Scale: scaleOf(row), Recipe: identity.Of(row)!) into cell
           orderby cell.Key.Scale.Size, cell.Key.Scale.ToString(), cell.Key.Recipe
           from run in cell.GroupBy(row => row.Seed is null ? row.Run ?? "" : "").OrderBy(run => run.Key, StringComparer.Ordinal)
           select new RunScores(cell.Key.Recipe, cell.Key.Scale, run.GroupBy(TaskMetric.Of).ToDictionary(task => task.Key, task => Replication.PointOf(0, task.Order(RowComparer.InEveryCell)))),
    ];

    /// <summary>The scales of each recipe among those named.</summary>
    public static ILookup<string, TrainingScale> ScalesOf(IEnumerable<Observation> rows, RecipeIdentity identity, IReadOnlySet<string> recipes) =>
        rows.Where(row => !row.IsScratch && identity.Of(row) is { } recipe && recipes.Contains(recipe)).ToLookup(row => identity.Of(row)!, TrainingScale.Of, StringComparer.Ordinal);
}
