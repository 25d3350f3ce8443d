using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class RefusalTable
{
    public static ReportTable Of(Analysis analysis) => new()
    {
        Name = "refusals",
        Title = "Series without a reliable fit",
        Note = "These are shown in the figures as measured.",
        Columns = [new("series", "Series"), new("metric", "Metric"), new("points", "Points", Numeric: true), new("reason", "Why")],
        Rows = [.. SeriesView.Of(analysis).Where(v => Reason(v.Series) is not null)
            .Select(v => (ImmutableArray<ReportCell>)[v.Label, v.Format.Name, ReportCell.Of(v.Series.Points.Length, Readable.Whole), new ReportCell(Readable.Prose(Reason(v.Series)!), Full: Reason(v.Series))])],
    };

    private static string? Reason(SeriesResult series) =>
        series.Refusal ?? (series.Fit is { Status: not FitStatus.Converged } fit ? fit.Message : null);
}
