using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Advice on tables of many recipes at one or two scales, where no curve can be continued: the recipes are ranked by what is measured at the largest scale
/// that they share, with the probability that the order holds at the target (docs/decide.md).
/// </summary>
internal static class RecipeAdvice
{
    private const int FewestRecipes = 2;
    private const int MostListed = 6;

    // From here a recipe is named as the choice, if it is also this many times as likely as the next one; otherwise a shortlist is.
    private const double Likely = 0.5;
    private const double TimesTheNext = 2;

    private const string Parameters = "parameters";

    // What columns are called that count tokens, steps or examples.
    private static readonly string[] ProgressWords = ["step", "tok", "iter", "epoch", "billion", "seen", "samples"];

    /// <summary>The advice with the ranking behind it; <c>null</c> where the table cannot be ranked.</summary>
    public static (Advice Advice, RecipeRanking Ranking)? Of(ObservationTable table, AnalysisOptions options, string? metric)
    {
        RecipeRanking? ranking;
        try
        {
            ranking = RecipeRankings.Of(table, TargetOf(table, options) with { Metric = metric, Recipe = "pretraining_data" });
        }
        catch (ArgumentException)
        {
            return null; // backtest --decide reports the reason; here the messages of the series are enough
        }

        if (ranking is not { Recipes.Length: >= FewestRecipes })
        {
            return null;
        }

        if (ranking.Recipes.All(recipe => recipe.Measured == ranking.Recipes[0].Measured && recipe.Score == ranking.Recipes[0].Score))
        {
            return (TieOf(ranking, options), ranking);
        }

        if (ProgressColumn(table, ranking.Metric) is { } progress)
        {
            CannotTell scale = new(
                $"the rows of a recipe differ in the column {progress}, which is not known to be a scale, so their mean says little",
                $"Say what it is: --set \"pretraining_tokens={{{progress}}}\" for tokens, or --x {progress} to compare recipes at equal values of it.");
            return (Undecided(ranking, options, $"No advice, because {scale.Because}.", scale), ranking);
        }

        if (GuessingRule.LevelOf(ranking) is { } guessing)
        {
            return (Undecided(ranking, options, $"The recipes cannot be ranked: {guessing.Because}.", guessing), ranking);
        }

        ImmutableArray<double> odds = ranking.ProbabilityBest(options.Seed);
        int[] order = [.. Enumerable.Range(0, odds.Length).OrderByDescending(index => odds[index])];
        int shortlist = 1 + order.Select((_, count) => order.Take(count + 1).Sum(index => odds[index])).TakeWhile(sum => sum < options.Level).Count();
        shortlist = Math.Min(shortlist, order.Length);
        bool isClear = odds[order[0]] >= Likely && odds[order[0]] >= TimesTheNext * odds[order[1]];
        LongNames names = new(ranking.Recipes.Select(recipe => recipe.Recipe));
        RankedRecipe first = ranking.Recipes[order[0]];
        RankedRecipe second = ranking.Recipes[order[1]];
        string where = options.At.IsEmpty ? "at a larger scale" : $"at {Numerals.Size(options.At.Max())} {UnitOf(table)}";
        string listed = string.Join(", ", order.Take(Math.Min(MostListed, shortlist)).Select(index => $"{names[ranking.Recipes[index].Recipe]} {Numerals.Odds(odds[index])}"));
        string rest = shortlist > MostListed ? $" and {shortlist - MostListed} more" : "";
        string dropped = shortlist < order.Length ? $" The probability that the best recipe is {(order.Length - shortlist == 1 ? names[ranking.Recipes[order[^1]].Recipe] : $"one of the other {order.Length - shortlist}")} is {Numerals.Odds(order.Skip(shortlist).Sum(index => odds[index]))}." : "";
        return (new Advice
        {
            Action = isClear ? AdviceAction.ChooseOtherMixture : AdviceAction.Undecided,
            Mixture = isClear ? first.Recipe : null,
            Reason = $"{(table.Rows.Any(row => row.PretrainingTokens > 0) ? "No recipe has three token counts at one model size" : "The table has no pretraining tokens")}, so recipes are ranked by their scores{(ranking.Scale.Length > 0 ? " " : ", ")}{ranking.AtScale}. Probability of being the best {where}: {listed}{rest}.{(order.Length == 2 ? "" : dropped)}"
                + (order.Length == 2 ? "" : $" {names[first.Recipe]} stays ahead of {names[second.Recipe]} with probability {Numerals.Odds(ranking.ProbabilityOfOrder(first, second))}."),
            ProbabilityBest = isClear ? odds[order[0]] : null,
            WhatWouldChangeIt = $"Train {Listed([.. order.Take(shortlist).Select(index => names[ranking.Recipes[index].Recipe])])} at a larger scale{(shortlist < order.Length ? order.Length - shortlist == 1 ? $"; {names[ranking.Recipes[order[^1]].Recipe]} needs no larger run" : "; the other recipes need no larger run" : "")}.",
            At = options.At.IsEmpty ? null : options.At.Max(),
            Metric = ranking.Metric,
            Task = ranking.JudgedBy,
            Shortlist = [.. order.Take(shortlist).Select(index => ranking.Recipes[index].Recipe)],
        }, ranking);
    }

    // A scale that is asked for is one of the table's: parameters, where it has no tokens.
    private static RankingOptions TargetOf(ObservationTable table, AnalysisOptions options) => options.At.IsEmpty ? new()
        : UnitOf(table) == Parameters ? new() { TargetParameters = options.At.Max() } : new() { TargetPretrainingTokens = options.At.Max() };

    private static string UnitOf(ObservationTable table) => !table.Rows.Any(row => row.PretrainingTokens > 0) && table.Rows.Any(row => row.Parameters > 0 || row.ParametersWithoutEmbeddings > 0) ? Parameters : "pretraining tokens";

    // A column that counts how far training has come, under a name that no rule knows: several rows of one recipe, task and run differ in it.
    private static string? ProgressColumn(ObservationTable table, string metric) => table.Rows.Where(row => row.PretrainingData is not null && row.PretrainingTokens is null && row.Metric == metric)
        .GroupBy(row => (row.PretrainingData, TrainingScale.Of(row), TaskMetric.Of(row), row.Seed, row.Run))
        .SelectMany(cell => cell.SelectMany(row => row.Extra).Where(value => ProgressWords.Any(word => value.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(value => value.Key).Where(column => column.Select(value => value.Value).Distinct().Take(2).Count() > 1).Select(column => column.Key))
        .GroupBy(column => column, StringComparer.Ordinal).OrderByDescending(column => column.Count()).ThenBy(column => column.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private static string Listed(string[] names) => names.Length > MostListed ? $"the {names.Length} recipes of the shortlist" : Listing.And(names);

    private static Advice TieOf(RecipeRanking ranking, AnalysisOptions options)
    {
        CannotTell tie = new($"all {ranking.Recipes.Length} recipes have the same {MetricDisplayName.Of(ranking.Metric)}, {Numerals.Short(Math.Abs(ranking.Recipes[0].Measured))}, {ranking.AtScale}", "Measure the recipes on more test items, by a metric with finer steps such as the loss, or at another scale.");
        return Undecided(ranking, options, $"The recipes tie: {tie.Because}.", tie);
    }

    private static Advice Undecided(RecipeRanking ranking, AnalysisOptions options, string reason, CannotTell cannotTell) => new()
    {
        Action = AdviceAction.Undecided,
        Reason = reason,
        WhatWouldChangeIt = cannotTell.Remedy,
        At = options.At.IsEmpty ? null : options.At.Max(),
        Metric = ranking.Metric,
        Task = ranking.JudgedBy,
        Shortlist = [.. ranking.Recipes.Select(recipe => recipe.Recipe)],
        CannotTell = cannotTell,
    };
}
