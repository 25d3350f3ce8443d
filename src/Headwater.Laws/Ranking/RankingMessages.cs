namespace Headwater.Laws;

/// <summary>What is said where recipes cannot be ranked or compared.</summary>
internal static class RankingMessages
{
    private const int Listed = 8;

    public static string NoMetric(string metric, IReadOnlyCollection<Observation> rows) =>
        $"No row has the metric {metric}; found {List(rows.Select(row => row.Metric))}.\nhint: {Nearest(metric, rows.Select(row => row.Metric)) ?? "name one of them with --metric"}";

    public static string NoTask(string task, IReadOnlyCollection<Observation> rows)
    {
        string[] tasks = [.. rows.Select(row => row.Task).OfType<string>().Distinct(StringComparer.Ordinal)];
        return tasks.Length == 0
            ? $"No row has the task {task}: the rows name no tasks.\nhint: leave out --judge-by, or name a task in each row."
            : $"No row has the task {task}; found {List(tasks)}.\nhint: {Nearest(task, tasks) ?? "name one of them with --judge-by"}";
    }

    public static string OtherMetric(string task, string metric, string[] metrics) =>
        $"The task {task} is not measured by {metric}; found {List(metrics)}.\nhint: use --metric {metrics[0]}, or leave out --metric.";

    public static string SeveralMetrics(string? task, string[] metrics) => task is null
        ? $"Recipes cannot be judged by {metrics.Length} metrics at once ({List(metrics)}); expected one.\nhint: choose one with --metric, such as --metric {metrics[0]}."
        : $"The task {task} has {metrics.Length} metrics ({List(metrics)}); expected one to judge by.\nhint: choose one with --metric, such as --metric {metrics[0]}.";

    public static string UnknownDirection(string metric) =>
        $"It is not known whether more of the metric {metric} is better, so it cannot judge recipes.\nhint: add a column higher_is_better with true or false, for example with --set higher_is_better=true.";

    public static string TwoDirections(string metric) =>
        $"higher_is_better is true in some rows of the metric {metric} and false in others; expected one of the two.\nhint: correct the column higher_is_better.";

    public static string NotAtLarge(JudgedScore judged, IReadOnlyCollection<Observation> large) =>
        $"No row of the large scale measures {judged.Label} ({judged.Metric}); found {List(large.Select(row => $"{row.Task ?? "no task"} ({row.Metric})"))}.\nhint: choose a task that both scales measure with --judge-by, or widen --large.";

    public static string TooFew(RecipeIdentity identity, int common, int small, int large) =>
        $"Only {common} recipes ({identity.Name}) are measured both at the small scales ({small} recipes) and at the large one ({large}); expected at least {RecipeIdentity.Fewest}."
        + "\nhint: widen --small or --large, or name the column that names recipes with --recipe.";

    public static string Overlap(int rows, Observation example) =>
        $"{rows} rows are in both the small and the large scale, one of them at {TrainingScale.Of(example)}; expected no row in both."
        + "\nhint: make --small and --large exclude each other, such as --small \"parameters < 1e9\" --large \"parameters >= 1e9\".";

    public static string AtScale(string side, TrainingScale scale, int compared, int common) =>
        $"The {side} scale is {scale}, where {compared} of {common} recipes are measured; {(common - compared == 1 ? "1 other is" : $"{common - compared} others are")} left out.";

    public static string OwnScales(string side) =>
        $"No {side} scale has at least {RecipeIdentity.Fewest} recipes in common, so each recipe stands with its own largest one.";

    /// <summary>What is said of a task that is no part of the mean.</summary>
    /// <param name="task">The task.</param>
    /// <param name="lacking">The recipes without it; none where all have it, at fewer scales.</param>
    public static string TaskLeftOut(string task, string[] lacking) => lacking.Length == 0
        ? $"{task} was measured at fewer scales than the other tasks, so the mean over tasks leaves it out."
        : $"{task} was not measured for {Listing.And(lacking, Listed, "recipes")}, so the mean over tasks leaves it out.";

    public static string RecipesLeftOut(string[] recipes) =>
        $"{Listing.And(recipes, Listed, "recipes")} {(recipes.Length == 1 ? "was" : "were")} not measured on every task of the mean, and the ranking leaves {(recipes.Length == 1 ? "it" : "them")} out.\nhint: measure the missing tasks, or judge by one task with --where \"task = 'NAME'\".";

    public static string NotFitted(string law, string reason) => $"The law {law} is left out: {reason}.";

    private static string List(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return all.Length <= Listed ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Listed))} and {all.Length - Listed} more";
    }

    private static string? Nearest(string word, IEnumerable<string> names) =>
        NearestName.To(word, names.Distinct(StringComparer.Ordinal)) is { } near ? $"did you mean {near}?" : null;
}
