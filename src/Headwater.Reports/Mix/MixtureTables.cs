using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Tables of an analysis of mixtures: the rates, the targets, the effect of each corpus on each target, and the runs to make next.</summary>
internal static class MixtureTables
{
    public static ImmutableArray<ReportTable> Of(MixtureAnalysis analysis) =>
        [.. new[] { Rates(analysis), Targets(analysis), Effects(analysis) }.Select(table => analysis.IsDistinguishable ? table : WithoutProposal(table)), .. analysis.Next.IsEmpty ? [] : new[] { Next(analysis) }];

    private static ReportTable WithoutProposal(ReportTable table)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Length).Where(column => table.Columns[column].Name != "proposed")];
        return table with { Columns = [.. kept.Select(column => table.Columns[column])], Rows = [.. table.Rows.Select(row => kept.Select(column => row[column]).ToImmutableArray())] };
    }

    private static ReportTable Rates(MixtureAnalysis analysis) => new()
    {
        Name = "rates",
        Title = "Rates of the corpora",
        Columns = [new("corpus", "Corpus"), new("proposed", "Proposed", true), new("natural", "Natural", true), new("best_tried", "Best tried", true), new("least", "At least", true), new("most", "At most", true)],
        Rows =
        [
            .. analysis.Limits.Corpora.Select((corpus, index) => (ImmutableArray<ReportCell>)
            [
                corpus, Share(analysis.Proposal.Rates[index]), Share(analysis.Proposal.Natural[index]), Share(analysis.Runs.Design[analysis.Proposal.BestRun][index]), Share(analysis.Limits.Least[index]), Share(analysis.Limits.Most[index]),
            ]),
        ],
    };

    private static ReportTable Targets(MixtureAnalysis analysis) => new()
    {
        Name = "targets",
        Title = analysis.IsDistinguishable ? "How well held-out runs are predicted, and what the proposal brings" : "How well held-out runs are predicted",
        Note = "Rank correlation is Spearman's; pairs right is decision accuracy, the share of pairs of runs in the right order; regret is how much worse the run that is predicted best is than the best one.",
        Columns =
        [
            new("target", "Target"), new("rank_correlation", "Rank correlation", true), new("decision_accuracy", "Pairs right", true), new("regret", "Regret", true), new("mean_absolute_error", "Mean error", true),
            new("natural", "Natural", true), new("proposed", "Proposed", true), new("weights", "Weights"),
        ],
        Rows =
        [
            .. analysis.Fits.Select(fit => (ImmutableArray<ReportCell>)
            [
                fit.Target.Name,
                ReportCell.Of(fit.CrossValidation.RankCorrelation, value => Readable.Fixed(value, 3)), ReportCell.Of(fit.CrossValidation.DecisionAccuracy, Readable.Percent),
                ReportCell.Of(fit.CrossValidation.Regret, value => Readable.Significant(value, 2)), ReportCell.Of(fit.CrossValidation.MeanAbsoluteError, value => Readable.Significant(value, 2)),
                ReportCell.Of(fit.Predict([.. analysis.Proposal.Natural]), MixtureSentences.Number), ReportCell.Of(fit.Predict([.. analysis.Proposal.Rates]), MixtureSentences.Number),
                string.Join(", ", fit.Weights.Where(weight => weight.Value >= 0.01).OrderByDescending(weight => weight.Value).Select(weight => $"{weight.Key} {Readable.Percent(Math.Round(weight.Value, 2))}")),
            ]),
        ],
    };

    private static ReportTable Effects(MixtureAnalysis analysis) => new()
    {
        Name = "effects",
        Title = "The effect of each corpus on each target",
        Note = "The change of the forecast as the rate of the corpus goes from 0 to the largest one tried and the others keep their natural proportions, in the unit of the target.",
        Columns = [new("target", "Target"), .. analysis.Limits.Corpora.Select(corpus => new ReportColumn(corpus, corpus, true))],
        Rows = [.. analysis.Fits.Select(fit => (ImmutableArray<ReportCell>)[fit.Target.Name, .. ResponseCurve.Effects(analysis, fit).Select(effect => ReportCell.Of(effect, value => Readable.Significant(value, 2)))])],
    };

    private static ReportTable Next(MixtureAnalysis analysis) => new()
    {
        Name = "next",
        Title = "Most useful further runs next",
        Note = "Each has the largest expected improvement on the best forecast, given that the ones before it come out as expected.",
        Columns = [new("run", "Run", true), new("forecast", "Forecast"), new("expected_improvement", "Expected improvement", true), .. analysis.Limits.Corpora.Select(corpus => new ReportColumn($"rate_{corpus}", corpus, true))],
        Rows =
        [
            .. analysis.Next.Select((candidate, index) => (ImmutableArray<ReportCell>)
            [
                ReportCell.Of(index + 1, Readable.Whole), MixtureSentences.Interval(candidate.Forecast), ReportCell.Of(candidate.ExpectedImprovement, value => Readable.Significant(value, 2)), .. candidate.Rates.Select(Share),
            ]),
        ],
    };

    private static ReportCell Share(double rate) => ReportCell.Of(rate, value => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + "%");
}
