namespace Headwater.Laws;

/// <summary>What one run of a recipe scored at one scale, by task. Rows that differ in the seed alone are one run, and averaged.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Scores">The mean of the replicates of each task, as measured.</param>
internal sealed record RunScores(string Recipe, TrainingScale Scale, IReadOnlyDictionary<TaskMetric, Point> Scores)
{
    /// <summary>The runs of a table, by scale, recipe and name. The order of the rows does not matter.</summary>
    public static RunScores[] Of(IEnumerable<Observation> rows, RecipeIdentity identity) =>
    [
        .. from row in rows
           where !row.IsScratch && identity.Of(row) is not null
           group row by (Scale: TrainingScale.Of(row), Recipe: identity.Of(row)!) into cell
           orderby cell.Key.Scale.Size, cell.Key.Scale.ToString(), cell.Key.Recipe
           from run in cell.GroupBy(row => row.Seed is null ? row.Run ?? "" : "").OrderBy(run => run.Key, StringComparer.Ordinal)
           select new RunScores(cell.Key.Recipe, cell.Key.Scale, run.GroupBy(TaskMetric.Of).ToDictionary(task => task.Key, task => Replication.PointOf(0, task.Order(RowComparer.InEveryCell)))),
    ];
}
