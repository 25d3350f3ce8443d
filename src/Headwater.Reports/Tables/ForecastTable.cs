using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class ForecastTable
{
    public static ReportTable Of(Analysis analysis)
    {
        string level = Readable.Percent(analysis.Options.Level);
        return new ReportTable
        {
            Name = "forecasts",
            Title = "Forecasts",
            Note = $"From a fit on all points of a series. The interval is meant to hold {level} of measurements at that scale; the factor is the scale over the largest one measured.",
            Columns =
            [
                new("series", "Series"), new("metric", "Metric"), new("at", "At", Numeric: true), new("value", "Forecast", Numeric: true),
                new("low", "Low", Numeric: true), new("high", "High", Numeric: true), new("extrapolation_factor", "Factor", Numeric: true),
                new("law", "Law"), new("warning", "Care"),
            ],
            Rows = [.. SeriesView.Of(analysis).SelectMany(v => v.Series.Forecasts.Select(f => Row(v, f)))],
        };
    }

    private static ImmutableArray<ReportCell> Row(SeriesView view, Forecast f) =>
    [
        view.Label, view.Format.Name, ReportCell.Of(f.At.Values.First(), Readable.Count), ReportCell.Of(f.Value, view.Format.Value),
        ReportCell.Of(f.Low, view.Format.Value), ReportCell.Of(f.High, view.Format.Value), ReportCell.Of(f.ExtrapolationFactor, Readable.Factor), f.Law, f.Warning,
    ];
}
