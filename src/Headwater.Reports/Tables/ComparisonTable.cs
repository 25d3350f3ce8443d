using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Differences between runs: paired where a study measured them on the same segments, else from the observations alone.</summary>
internal static class ComparisonTable
{
    // 1.96 + 0.84: two-sided at 5%, with a power of 80% (Bloom 1995, doi:10.1177/0193841X9501900504).
    private const double Detectable = 1.959963984540054 + 0.8416212335729143;

    // The interval that contains 95% of normal errors.
    private const double TwoSidedFivePercent = 1.959963984540054;

    private const string Reading = "“Detectable” is the smallest difference that these test items show four times out of five, at the 5% level. A smaller difference that is not significant does not show that the scores are equal. More than two standard errors is significant on this test set, but another training seed may still reverse it.";

    public static ReportTable Of(ReportInput input)
    {
        bool paired = input.Study is { Comparisons.IsEmpty: false };
        ImmutableArray<Comparison> comparisons = [.. paired ? input.Study!.Comparisons : FromObservations(input.Analysis)];
        bool single = comparisons.DistinctBy(c => c.Metric).Count() == 1;
        return new ReportTable
        {
            Name = "comparisons",
            Title = paired ? "Paired comparisons" : "Differences at the largest pretraining",
            Note = paired
                ? "Both sides were scored on the same test segments, resampled together, so shared noise cancels. " + Reading
                : "Standard errors are combined as if both sides had separate test sets. For runs scored on the same segments they are too large. " + Reading,
            Columns =
            [
                new("setting", "Setting"), new("metric", "Metric"), new("left", "This"), new("left_score", "Score", Numeric: true), new("right", "Against"),
                new("right_score", "Score", Numeric: true), new("difference", "Difference", Numeric: true),
                new("stderr", "Std. error", Numeric: true), new("standard_errors", "In std. errors", Numeric: true), new("p", "p", Numeric: true), new("detectable", "Detectable", Numeric: true),
                new("plot", "Difference, 95% interval", Plot: PlotScale.Of(comparisons.Where(_ => single).Select(PlotOf).OfType<CellPlot>(), origin: 0)),
            ],
            Rows = [.. comparisons.Select(c => Row(input.Analysis, c, single))],
        };
    }

    private static CellPlot? PlotOf(Comparison c) => c.StandardError is not > 0 ? null
        : new(c.Difference, c.Difference - TwoSidedFivePercent * c.StandardError.Value, c.Difference + TwoSidedFivePercent * c.StandardError.Value);

    private static ImmutableArray<ReportCell> Row(Analysis analysis, Comparison c, bool single)
    {
        MetricFormat format = MetricFormat.Of(analysis, c.Metric);
        double? ratio = c.StandardError is > 0 and var error ? c.Difference / error : null;
        return
        [
            c.Setting, format.Name, c.Left, ReportCell.Of(c.LeftScore, format.Value), c.Right, ReportCell.Of(c.RightScore, format.Value), ReportCell.Of(c.Difference, format.Difference), ReportCell.Of(c.StandardError, e => Readable.Fixed(e, format.Decimals + 1)),
            ReportCell.Of(ratio, r => (r > 0 ? "+" : "") + Readable.Fixed(r, 1)), ReportCell.Of(c.PValue, p => p < 0.001 ? "< 0.001" : Readable.Fixed(p, 3)),
            ReportCell.Of(Detectable * c.StandardError, e => Readable.Fixed(e, format.Decimals + 1)), ReportCell.None with { Plot = single ? PlotOf(c) : null },
        ];
    }

    /// <summary>Each mixture at its largest scale against scratch, and the best one against every other at their largest common scale.</summary>
    private static IEnumerable<Comparison> FromObservations(Analysis analysis)
    {
        foreach (IGrouping<(string Metric, string Setting, string Size), SeriesView> group in SeriesView.Of(analysis)
            .Where(v => !v.Series.Points.IsEmpty)
            .GroupBy(v => (v.Series.Metric, v.Setting, v.Size)))
        {
            string setting = string.Join(", ", new[] { group.Key.Size, group.Key.Setting }.Where(s => s.Length > 0));
            foreach (SeriesView view in group.Where(v => v.Series.Scratch is not null))
                yield return Between(view, view.Series.Points[^1], Observation.Scratch, view.Series.Scratch!.Value, setting);

            double largest = group.Min(v => v.Series.Points[^1].X);
            ImmutableArray<(SeriesView View, MeasuredPoint Point)> there = [.. group.Where(v => v.Series.Points.Any(p => p.X == largest)).Select(v => (v, v.Series.Points.First(p => p.X == largest)))];
            if (there.Length < 2) continue;
            (SeriesView best, MeasuredPoint top) = there.MaxBy(t => t.View.Series.HigherIsBetter ? t.Point.Y : -t.Point.Y);
            foreach ((SeriesView view, MeasuredPoint point) in there.Where(t => t.View != best)) yield return Between(best, top, view.Mixture, point, setting);
        }
    }

    private static Comparison Between(SeriesView left, MeasuredPoint a, string right, MeasuredPoint b, string setting) => new()
    {
        Metric = left.Series.Metric,
        Setting = setting,
        Left = Comparison.Words(left.Mixture, a.X),
        Right = Comparison.Words(right, b.X),
        LeftScore = a.Y,
        RightScore = b.Y,
        Difference = a.Y - b.Y,
        StandardError = a.StandardError is { } s && b.StandardError is { } t ? Math.Sqrt(s * s + t * t) : null,
    };
}
