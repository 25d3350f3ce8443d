using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class ForecastTable
{
    public static ReportTable Of(Analysis analysis)
    {
        string level = Readable.Percent(analysis.Options.Level);
        // The same warning often holds for many rows: it is written once, below.
        ImmutableArray<SeriesView> views = SeriesView.Of(analysis);
        ImmutableArray<string> warnings = [.. views.SelectMany(v => v.Series.Forecasts).Select(f => f.Warning).OfType<string>().Distinct()];
        return new ReportTable
        {
            Name = "forecasts",
            Title = "Forecasts",
            Note = $"Forecasts from all points of a series. The column “Law” names the method. auto is an average over laws and simple methods, and advice and ranking use it too. The interval should contain {level} of measurements at that scale. The factor is the scale divided by the largest scale measured.",
            Columns =
            [
                new("series", "Series"), new("metric", "Metric") { Rank = 6 }, new("at", "At", Numeric: true) { Rank = 9 }, new("value", "Forecast", Numeric: true) { Rank = 9 },
                new("low", "Low", Numeric: true) { Rank = 8 }, new("high", "High", Numeric: true) { Rank = 8 }, new("interval_method", "Found by") { Rank = 0 }, new("extrapolation_factor", "Factor", Numeric: true) { Rank = 4 },
                new("law", "Law") { Rank = 3 }, new("warning", "Note", Numeric: true) { Rank = 2 },
            ],
            Rows = [.. views.SelectMany(v => v.Series.Forecasts.Select(f => Row(v, f, warnings)))],
            Footnotes = warnings,
        };
    }

    private static ImmutableArray<ReportCell> Row(SeriesView view, Forecast f, ImmutableArray<string> warnings) =>
    [
        view.Label, view.Format.Name, At(f), ReportCell.Of(f.Value, view.Format.Value),
        ReportCell.Of(f.Low, view.Format.Value), ReportCell.Of(f.High, view.Format.Value), Readable.Method(f.IntervalMethod), ReportCell.Of(f.ExtrapolationFactor, Readable.Factor), f.Law,
        f.Warning is null ? ReportCell.None : new ReportCell(Readable.Whole(warnings.IndexOf(f.Warning) + 1), Full: f.Warning),
    ];

    private static ReportCell At(Forecast f) => f.At.Count == 1 ? ReportCell.Of(f.At.Values.First(), Readable.Count) : Readable.Place(f.At);
}
