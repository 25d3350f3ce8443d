using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class BacktestSummaryTable
{
    public static ReportTable Of(TableBacktest backtest) => new()
    {
        Name = "backtest-summary",
        Title = "Backtest errors of each law",
        Note = "The error of a series is the mean of |ln(forecast / measured)| over the held-out scales. Inside is the share of held-out measurements inside their intervals, and width is the mean of "
            + "ln(high / low). A law that could not be fitted to every series has the errors of auto on the same ones beside its own. The last two columns give the probability that the error of auto is the smaller one on the same series, by a paired bootstrap over series.",
        Columns =
        [
            new("law", "Law"), new("series", "Series", Numeric: true), new("median_error", "Median error", Numeric: true), new("mean_error", "Mean error", Numeric: true),
            new("coverage", "Inside", Numeric: true), new("interval_width", "Width", Numeric: true),
            new("auto_errors", "auto, same series"),
            new("auto_better_in_median", "Auto better, median", Numeric: true), new("auto_better_in_mean", "Auto better, mean", Numeric: true),
        ],
        Rows = [.. backtest.Summary.Select(law => Row(law, backtest.Summary.Max(other => other.Series)))],
    };

    private static ImmutableArray<ReportCell> Row(BacktestSummary law, int all) =>
    [
        law.Law, ReportCell.Of(law.Series, Readable.Whole), ReportCell.Of(law.MedianError, Error), ReportCell.Of(law.MeanError, Error),
        ReportCell.Of(law.Coverage, Readable.Percent), ReportCell.Of(law.IntervalWidth, width => Readable.Fixed(width, 3)),
        law.Series < all && law.AutoMedianError is { } median ? $"{Error(median)}/{Error(law.AutoMeanError!.Value)}" : ReportCell.None,
        ReportCell.Of(law.AutoBetterInMedian, Probability), ReportCell.Of(law.AutoBetterInMean, Probability),
    ];

    private static string Error(double error) => error.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Probability(double share) => Readable.Fixed(share, 3);
}
