namespace Headwater.Laws;

/// <summary>Rankings of the recipes of a table.</summary>
public static class RecipeRankings
{
    /// <summary>
    /// Ranks the recipes of a table at the scale that most of them share, the largest among equals, with probabilities for a target beyond it. Without a
    /// target, the probabilities are for one as far away as in public tables (44 times the compute).
    /// </summary>
    /// <returns>The ranking; <c>null</c> where fewer than two recipes can be compared.</returns>
    /// <exception cref="ArgumentException">The task or metric to judge by is missing or ambiguous, or the direction of the metric is unknown.</exception>
    public static RecipeRanking? Of(ObservationTable table, RankingOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        JudgedScore judged = JudgedScore.Of(table.Rows, options.Metric, options.JudgeBy);
        HashSet<TaskMetric> parts = [.. judged.Parts];
        Observation[] rows = [.. table.Rows.Where(row => parts.Contains(TaskMetric.Of(row)))];
        RecipeIdentity identity = RecipeIdentity.Choose([rows], options.Recipe);
        HashSet<string> recipes = [.. identity.Common([rows])];
        ILookup<string, TrainingScale> scales = RunScores.ScalesOf(rows, identity, recipes);
        bool[] varies = TrainingScale.VaryingBetween(scales, scales);
        RunScores[] runs = [.. RunScores.Of(table.Rows, identity, row => TrainingScale.Of(row).Keeping(varies)).Where(run => judged.Read(run) is not null)];
        if (runs.Select(run => run.Recipe).Distinct(StringComparer.Ordinal).Count() < 2)
        {
            return null;
        }

        RankedScale at = RankedScale.Of(runs, recipes);
        return at.Recipes.Count < 2 ? null : new TableRanker(runs, table.Rows, judged, options.Weighting).Rank(at, RatioOf(at, options)) with { LeftOut = [.. LeftOut(table.Rows, identity, judged, runs, recipes)] };
    }

    // A task that some recipes lack, or a recipe that lacks some tasks.
    private static IEnumerable<string> LeftOut(IReadOnlyCollection<Observation> rows, RecipeIdentity identity, JudgedScore judged, RunScores[] runs, HashSet<string> recipes)
    {
        foreach (TaskMetric task in judged.TooSeldom)
        {
            string[] lacking = [.. recipes.Except(rows.Where(row => TaskMetric.Of(row) == task).Select(identity.Of).OfType<string>()).Order(StringComparer.Ordinal)];
            yield return RankingMessages.TaskLeftOut(task.Label, lacking);
        }

        string[] incomplete = [.. recipes.Except(runs.Select(run => run.Recipe)).Order(StringComparer.Ordinal)];
        if (incomplete.Length > 0)
        {
            yield return RankingMessages.RecipesLeftOut(incomplete);
        }
    }

    private static double? RatioOf(RankedScale at, RankingOptions options)
    {
        bool isGiven = options.TargetParameters is not null || options.TargetPretrainingTokens is not null || options.TargetFinetuningExamples is not null;
        return isGiven && at.Scale is { } scale
            ? scale.RatioTo(scale with
            {
                Parameters = scale.Parameters is null ? null : options.TargetParameters ?? scale.Parameters,
                PretrainingTokens = scale.PretrainingTokens is null ? null : options.TargetPretrainingTokens ?? scale.PretrainingTokens,
                FinetuningExamples = scale.FinetuningExamples is null ? null : options.TargetFinetuningExamples ?? scale.FinetuningExamples,
            })
            : null;
    }
}
