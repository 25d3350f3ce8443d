using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The ranking behind an advice, best first: mixtures with their forecasts, or recipes by what one scale says of them.</summary>
internal static class RankingTable
{
    private const string Name = "ranking";
    private const int MostRows = 12;

    public static ReportTable Of(Analysis analysis) => analysis.Ranking is { } ranking ? OfRecipes(analysis, ranking) : OfMixtures(analysis);

    private static ReportTable OfMixtures(Analysis analysis)
    {
        MixtureValuation[] ranked = [.. analysis.Deciding.OrderByDescending(v => v.ProbabilityBest ?? -1).ThenBy(v => v.Mixture, StringComparer.Ordinal)];
        Dictionary<SeriesKey, SeriesView> views = SeriesView.Of(analysis.TaskMean ?? analysis).ToDictionary(v => v.Series.Key);
        double? at = ranked.SelectMany(v => v.Forecasts).Select(f => (double?)f.At.Values.First()).Max();
        return new ReportTable
        {
            Name = Name,
            Title = analysis.Advice is { Metric: { } metric } advice ? $"Ranking by {metric}{AdviceText.OfTask(metric, advice.Task)}" : "Ranking",
            Note = NoteOf(ranked.Length, at is null ? "" : $"Forecasts with {Readable.Percent(analysis.Options.Level)} intervals of one more measurement."),
            Columns =
            [
                new("mixture", "Mixture"), new("probability_best", "P(best)", Numeric: true) { Rank = 9 }, new("last", "Last measured", Numeric: true) { Rank = 5 },
                new("forecast", at is { } scale ? $"At {Readable.Count(scale)}" : "Forecast", Numeric: true) { Rank = 8 },
                new("gain_over_scratch", "Gain over scratch", Numeric: true) { Rank = 6 }, new("trend", "Trend") { Rank = 7 },
            ],
            Rows = [.. ranked.Take(MostRows).Select(v => Row(views, v, at, analysis.Advice?.CannotTell is null))],
        };
    }

    private static ImmutableArray<ReportCell> Row(Dictionary<SeriesKey, SeriesView> views, MixtureValuation v, double? at, bool isRanked)
    {
        MetricFormat format = views.TryGetValue(v.Series, out SeriesView? view) ? view.Format : MetricFormat.Of(v.Series["metric"] ?? "");
        MeasuredPoint? last = view?.Series.Points is [.., var point] ? point : null;
        return
        [
            v.Mixture,
            isRanked ? ReportCell.Of(v.ProbabilityBest, Readable.Probability) : ReportCell.None,
            last is { } measured ? new ReportCell($"{format.Value(measured.Y, measured.StandardError)} at {Readable.Count(measured.X)}") : ReportCell.None,
            v.Forecasts.FirstOrDefault(f => f.At.Values.First() == at) is { } forecast ? ReportCell.Of(forecast.Value, _ => $"{format.Value(forecast.Value)} [{format.Value(forecast.Low)}, {format.Value(forecast.High)}]") : ReportCell.None,
            ReportCell.Of(v.GainOverScratch, gain => format.Difference(gain, v.GainStandardError)),
            Trends.Word(v.Trend?.Trend),
        ];
    }

    private static ReportTable OfRecipes(Analysis analysis, RecipeRanking ranking)
    {
        ImmutableArray<double> odds = ranking.ProbabilityBest(analysis.Options.Seed);
        bool isRanked = analysis.Advice?.CannotTell is null;
        LongNames names = new(ranking.Recipes.Select(recipe => recipe.Recipe));
        MetricFormat format = MetricFormat.Of(ranking.Metric, ranking.Recipes.Select(recipe => recipe.Measured));

        // Scores of a ranking rise with quality, so a loss carries a minus there, and none in print.
        double sign = ranking.Recipes.All(recipe => recipe.Measured < 0) && format.IsLoss ? -1 : 1;
        return new ReportTable
        {
            Name = Name,
            Title = $"Ranking by {ranking.Metric}{AdviceText.OfTask(ranking.Metric, ranking.JudgedBy)}, {ranking.AtScale}",
            Note = NoteOf(ranking.Recipes.Length, $"The score is the measured score, shrunk {(ranking.Tasks.IsEmpty ? "towards the mean" : "with the help of the other tasks")} to reduce noise (docs/decide.md)."),
            Columns =
            [
                new("recipe", "Recipe"), new("probability_best", "P(best)", Numeric: true) { Rank = 9 }, new("measured", "Measured", Numeric: true) { Rank = 6 }, new("score", "Score", Numeric: true) { Rank = 7 },
            ],
            Rows = [.. Enumerable.Range(0, ranking.Recipes.Length).OrderByDescending(index => odds[index]).Take(MostRows).Select(index => Row(ranking.Recipes[index], names, isRanked ? odds[index] : null, format, sign))],
        };
    }

    private static ImmutableArray<ReportCell> Row(RankedRecipe recipe, LongNames names, double? probability, MetricFormat format, double sign) =>
        [new ReportCell(names[recipe.Recipe], Full: recipe.Recipe), ReportCell.Of(probability, Readable.Probability), ReportCell.Of(sign * recipe.Measured, format.Value), ReportCell.Of(sign * recipe.Score, score => format.Value(score, recipe.StandardError))];

    private static string NoteOf(int count, string note) => count <= MostRows ? note : $"{count - MostRows} more with --all. {note}".TrimEnd();
}
