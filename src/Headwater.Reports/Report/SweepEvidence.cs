using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What a sweep of learning rates and batches shows: the best ones at each scale, and the power laws of compute through them.</summary>
internal static class SweepEvidence
{
    /// <summary>The table's name in the report.</summary>
    public const string Name = "sweep";

    // A power law has two coefficients.
    private const int FewestScales = 3;

    /// <summary>The best settings of each scale as a table; <c>null</c> where the rows are no sweep.</summary>
    public static ReportTable? Table(Analysis analysis) => SweepOptima.Of(analysis.Table, new() { Metric = analysis.Options.Metric }) is { } optima ? Table(optima, analysis.Options) : null;

    /// <summary>The same of optima that were found, with their laws in the note.</summary>
    public static ReportTable Table(SweepOptima optima, AnalysisOptions options) => new()
    {
        Name = Name,
        Title = "Best learning rate and batch at each scale",
        Note = string.Join(' ', [
            $"Near-optimal runs have a {MetricFormat.Of(optima.Metric).InText} within {new SweepOptions().Within.ToString("0.00%", CultureInfo.InvariantCulture)} of the least one; the best value is their geometric mean, and the brackets show the smallest and the largest of them (DeepSeek-AI 2024, arXiv:2401.02954).",
            .. Sentences(optima, options), .. optima.Warnings]),
        Columns =
        [
            new("pretraining_data", "Mixture"), new("task", "Task"), new("compute", "FLOPs", Numeric: true), new("parameters", "Parameters", Numeric: true), new("tokens", "Tokens", Numeric: true), new("settings", "Settings tried", Numeric: true),
            new("near_optimal", "Near-optimal", Numeric: true), new("rate", "Best rate", Numeric: true), new("batch", "Best batch, tokens", Numeric: true), new("loss", "Least loss", Numeric: true),
        ],
        Rows = [.. optima.Scales.Select(scale => (ImmutableArray<ReportCell>)
        [
            scale.Mixture, scale.Task, ReportCell.Of(scale.Compute, Readable.Count), ReportCell.Of(scale.Parameters, Readable.Count), ReportCell.Of(scale.Tokens, Readable.Count), ReportCell.Of(scale.Settings, Readable.Whole),
            ReportCell.Of(scale.NearOptimal, Readable.Whole), ReportCell.Of(scale.Rate?.Value, _ => Sized(scale.Rate!, rate => Readable.Significant(rate, 2))), ReportCell.Of(scale.Batch?.Value, _ => Sized(scale.Batch!, Readable.Count)),
            ReportCell.Of(scale.Loss, loss => Readable.Significant(loss, 4)),
        ])],
    };

    private static string Sized(BestSetting best, Func<double, string> format) => best.Low == best.High ? format(best.Value) : $"{format(best.Value)} [{format(best.Low)}, {format(best.High)}]";

    // One sentence for each law and series: optimal_rate = k / C^a falls with compute, optimal_batch = k * C^a rises.
    private static IEnumerable<string> Sentences(SweepOptima optima, AnalysisOptions options)
    {
        foreach ((string name, string noun, int sign) in new[] { (SweepOptima.RateLaw, "The best learning rate", -1), (SweepOptima.BatchLaw, "The best batch", 1) })
        {
            (ObservationTable table, AnalysisOptions over) = optima.Over(name, options with { At = [], AtPlaces = [], FitOn = null, WithAdvice = false, WithBands = false });
            if (table.Rows.Select(row => row.Compute).Distinct().Count() < FewestScales)
            {
                continue;
            }

            Analysis laws = Analysis.Of(table, over);
            foreach (SeriesResult series in laws.Series.Where(series => series.Fit is { Status: FitStatus.Converged }))
            {
                Coefficient exponent = series.Fit!.Coefficients.First(coefficient => coefficient.Name == "a");
                (double low, double high) = sign > 0 ? (exponent.Low ?? double.NaN, exponent.High ?? double.NaN) : (-exponent.High ?? double.NaN, -exponent.Low ?? double.NaN);
                string where = laws.Series.Length > 1 ? $" ({string.Join(", ", new[] { series.Key["pretraining_data"], series.Key["task"] }.OfType<string>())})" : "";
                yield return $"{noun}{where} goes as compute to the power {Numerals.WithInterval(sign * exponent.Value, low, high)}.";
            }
        }
    }
}
