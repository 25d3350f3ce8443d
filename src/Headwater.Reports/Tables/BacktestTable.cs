using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class BacktestTable
{
    public static ReportTable Of(Analysis analysis) => new()
    {
        Name = "backtest",
        Title = "Backtest: forecasts against what was then measured",
        Note = "Each law was fitted on the smallest scales only; the larger ones were held out. Off by is the forecast less the measurement, in per cent of the measurement; inside says whether the interval held it.",
        Columns =
        [
            new("series", "Series"), new("metric", "Metric"), new("law", "Law"), new("points_fitted", "Fitted on", Numeric: true), new("x", "Held out at", Numeric: true),
            new("forecast", "Forecast", Numeric: true), new("low", "Low", Numeric: true), new("high", "High", Numeric: true), new("actual", "Measured", Numeric: true),
            new("relative_error", "Off by", Numeric: true), new("inside", "Inside"),
        ],
        Rows = [.. SeriesView.Of(analysis).Where(v => v.Series.Backtest is not null).SelectMany(v => v.Series.Backtest!.Targets.Select(t => Row(v, v.Series.Backtest, t)))],
    };

    private static ImmutableArray<ReportCell> Row(SeriesView view, Backtest backtest, BacktestTarget t) =>
    [
        view.Label, view.Format.Name, backtest.Law,
        ReportCell.Of(backtest.PointsFitted, n => $"{Readable.Count(n)}, up to {Readable.Count(backtest.Cutoff)}"),
        ReportCell.Of(t.X, Readable.Count), ReportCell.Of(t.Forecast, view.Format.Value), ReportCell.Of(t.Low, view.Format.Value), ReportCell.Of(t.High, view.Format.Value),
        ReportCell.Of(t.Actual, view.Format.Value), ReportCell.Of(t.Actual == 0 ? null : t.Forecast / t.Actual - 1, Signed), t.Actual >= t.Low && t.Actual <= t.High ? "yes" : "no",
    ];

    private static string Signed(double share) => (share > 0 ? "+" : "") + Readable.Fixed(100 * share, 1) + " %";
}
