namespace Headwater.Laws;

/// <summary>
/// Finds accuracies at the level of guessing where the table has no column <c>chance</c>. The level is that of a known benchmark, or one over a small number of
/// choices that all scores lie close to. A share that shows a trend is not at chance.
/// </summary>
internal static class GuessingRule
{
    // Numbers of choices that multiple-choice questions usually have.
    private static readonly int[] Choices = [2, 3, 4, 5, 10];

    /// <summary>Why nothing can be advised from scores at the level of guessing; <c>null</c> where a score lies above it, or where no level is known.</summary>
    public static CannotTell? LevelOf(CandidateGroup group)
    {
        string metric = group.Members[0].Score.Result.Metric;
        Observation first = group.Members[0].FirstRow;
        if (!IsOfChoices(metric) || group.Members.Any(member => member.Trend is Trend.Improving or Trend.Saturating))
        {
            return null;
        }

        double unit = group.Members.SelectMany(member => member.Score.Result.Points).Max(point => point.Y) > 1 ? 100 : 1;
        double? known = (first.Chance > 1 ? first.Chance / 100 : first.Chance) ?? GuessingLevels.Of(first.Task);
        double? level = known ?? NearChoices(group, unit);
        if (level is not { } guessing || group.Members.Any(member => IsAbove(member, guessing, unit)))
        {
            return null;
        }

        string at = Numerals.Percent(guessing);
        string name = MetricDisplayName.Of(metric);
        return known is not null
            ? new($"no {name} is distinguishable from guessing ({at}{(first.Task is { } task ? $" on {task}" : "")})", Remedy(group))
            : new($"every {name} lies near {at}, the level of guessing between {Math.Round(1 / guessing)} choices", $"{Remedy(group)} If guessing does not reach {at}, give its level in a column chance, such as --set chance=0.");
    }

    /// <summary>The same for recipes ranked at one scale, judged by one benchmark whose level is known.</summary>
    public static CannotTell? LevelOf(RecipeRanking ranking)
    {
        if (GuessingLevels.Of(ranking.JudgedBy) is not { } level || !IsOfChoices(ranking.Metric))
        {
            return null;
        }

        double unit = ranking.Recipes.Max(recipe => recipe.Measured) > 1 ? 100 : 1;
        double error = ranking.NoiseSource == NoiseSource.Assumed ? Math.Sqrt(level * (1 - level) / EvidenceTable.AssumedItems) : ranking.Noise / unit;
        double limit = ChanceTest.LimitOf(ranking.Recipes.Length);
        return ranking.Recipes.Any(recipe => (recipe.Measured / unit) - level > limit * error) ? null : new(
            $"no {MetricDisplayName.Of(ranking.Metric)} is distinguishable from guessing ({Numerals.Percent(level)} on {ranking.JudgedBy})",
            "Measure larger models, on more test items, or by a smoother metric such as the loss on the right answers.");
    }

    private static bool IsOfChoices(string metric) => MetricTraits.IsShareOfAnswers(metric) && !metric.Contains("match", StringComparison.OrdinalIgnoreCase);

    private static string Remedy(CandidateGroup group) =>
        $"Measure at larger scales such as {Numerals.Size(2 * group.Members.Max(member => member.Last.X))}, on more test items, or by a smoother metric such as the loss on the right answers.";

    // All scores scatter around one over a number of choices, none further away than the largest of so many errors.
    private static double? NearChoices(CandidateGroup group, double unit)
    {
        MeasuredPoint[] points = [.. group.Members.SelectMany(member => member.Score.Result.Points)];
        double limit = ChanceTest.LimitOf(2 * points.Length);
        foreach (double level in Choices.Select(choices => 1.0 / choices))
        {
            if (Array.TrueForAll(points, point => Math.Abs((point.Y / unit) - level) <= limit * ErrorOf(point, group.Members[0], level, unit)))
            {
                return level;
            }
        }

        return null;
    }

    private static bool IsAbove(Candidate member, double level, double unit)
    {
        MeasuredPoint[] points = [.. member.Score.Result.Points.Where(point => point.X > 0)];
        return ChanceTest.IsAbove([.. points.Select(point => (point.Y / unit) - level)], [.. points.Select(point => ErrorOf(point, member, level, unit))]);
    }

    private static double ErrorOf(MeasuredPoint point, Candidate member, double level, double unit) =>
        point.StandardError is > 0 and { } known ? known / unit : Math.Sqrt(level * (1 - level) / (member.FirstRow.Items ?? EvidenceTable.AssumedItems));
}
