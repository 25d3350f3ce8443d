using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class CoefficientTable
{
    public static ReportTable Of(Analysis analysis)
    {
        string level = Readable.Percent(analysis.Options.Level);
        return new ReportTable
        {
            Name = "coefficients",
            Title = "Fitted coefficients",
            Note = $"Intervals at {level}, by the method in the column “Found by”. Coefficients are correlated, so look at the curve and its interval rather than at a single coefficient. RMSE is on logarithms: 0.01 is about 1%.",
            Columns =
            [
                new("series", "Series"), new("metric", "Metric") { Rank = 6 }, new("law", "Law") { Rank = 3 }, new("coefficient", "Coefficient") { Rank = 9 }, new("value", "Value", Numeric: true) { Rank = 9 },
                new("stderr", "Std. error", Numeric: true) { Rank = 2 }, new("low", "Low", Numeric: true) { Rank = 8 }, new("high", "High", Numeric: true) { Rank = 8 }, new("interval_method", "Found by") { Rank = 1 }, new("loss", "Loss") { Rank = 0 }, new("points", "Points", Numeric: true) { Rank = 1 },
                new("rmse_log", "RMSE", Numeric: true) { Rank = 4 }, new("status", "Fit") { Rank = 3 },
            ],
            Rows = [.. SeriesView.Of(analysis).Where(v => v.Series.Fit is not null).SelectMany(v => v.Series.Fit!.Coefficients.Select(c => Row(v, v.Series.Fit, c)))],
        };
    }

    private static ImmutableArray<ReportCell> Row(SeriesView view, LawFit fit, Coefficient c) =>
    [
        view.Label, view.Format.Name, fit.Law.Name, c.Name, ReportCell.Of(c.Value, Digits), ReportCell.Of(c.StandardError, Digits), ReportCell.Of(c.Low, Digits),
        ReportCell.Of(c.High, Digits), Readable.Method(fit.IntervalMethod), fit.Loss.ToString().ToLowerInvariant(), ReportCell.Of(fit.Points, Readable.Whole), ReportCell.Of(fit.RootMeanSquareLog, r => Readable.Significant(r, 2)), Status(fit.Status),
    ];

    private static string Digits(double value) => Readable.Significant(value, 4);

    private static string Status(FitStatus status) => status switch
    {
        FitStatus.Converged => "converged",
        FitStatus.StepLimit => "step limit",
        FitStatus.NonFinite => "not finite",
        FitStatus.AtBound => "at bound",
        FitStatus.NotIdentified => "not identified",
        _ => status.ToString(),
    };
}
