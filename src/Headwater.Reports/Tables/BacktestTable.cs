using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class BacktestTable
{
    public static ReportTable Of(Analysis analysis)
    {
        ImmutableArray<SeriesView> views = [.. SeriesView.Of(analysis).Where(v => v.Series.Backtest is not null)];
        SeriesStyles styles = SeriesStyles.Of(SeriesView.Of(analysis));
        return new ReportTable
        {
            Name = "backtest",
            Title = "Backtest: forecasts compared with held-out measurements",
            Note = "Each law was fitted on the smallest scales only; the larger ones were held out. Error is the forecast minus the measurement, as a percentage of the measurement. Inside says whether the interval contained the measurement.",
            Columns =
            [
                new("series", "Series"), new("metric", "Metric") { Rank = 6 }, new("law", "Law") { Rank = 2 }, new("points_fitted", "Fitted on", Numeric: true) { Rank = 1 }, new("x", "Held out at", Numeric: true) { Rank = 6 },
                new("forecast", "Forecast", Numeric: true) { Rank = 7 }, new("low", "Low", Numeric: true) { Rank = 3 }, new("high", "High", Numeric: true) { Rank = 3 }, new("actual", "Measured", Numeric: true) { Rank = 8 },
                new("relative_error", "Error", Numeric: true) { Rank = 9 },
                new("plot", "Forecast (vertical line: measured)", Plot: PlotScale.Of(views.SelectMany(v => v.Series.Backtest!.Targets.Select(t => PlotOf(t, styles.Mixture(v.Mixture)))), origin: 0)), new("inside", "Inside") { Rank = 4 },
            ],
            Rows = [.. views.SelectMany(v => v.Series.Backtest!.Targets.Select(t => Row(v, v.Series.Backtest, t, styles.Mixture(v.Mixture))))],
        };
    }

    // As a percentage of the measurement, so that scores and losses share a scale.
    private static CellPlot PlotOf(BacktestTarget t, LayerStyle style) => new(Off(t.Forecast, t), Off(t.Low, t), Off(t.High, t)) { Style = style with { Hollow = true } };

    private static double Off(double value, BacktestTarget t) => t.Actual == 0 ? double.NaN : 100 * (value / t.Actual - 1);

    private static ImmutableArray<ReportCell> Row(SeriesView view, Backtest backtest, BacktestTarget t, LayerStyle style) =>
    [
        view.Label, view.Format.Name, backtest.Law,
        ReportCell.Of(backtest.PointsFitted, n => $"{Readable.Count(n)}, up to {Readable.Count(backtest.Cutoff)}"),
        ReportCell.Of(t.X, Readable.Count), ReportCell.Of(t.Forecast, view.Format.Value), ReportCell.Of(t.Low, view.Format.Value), ReportCell.Of(t.High, view.Format.Value),
        ReportCell.Of(t.Actual, view.Format.Value), ReportCell.Of(t.Actual == 0 ? null : t.Forecast / t.Actual - 1, Signed),
        ReportCell.None with { Plot = t.Actual == 0 ? null : PlotOf(t, style) }, t.Actual >= t.Low && t.Actual <= t.High ? "yes" : "no",
    ];

    private static string Signed(double share) => (share > 0 ? "+" : "") + Readable.Fixed(100 * share, 1) + "%";
}
