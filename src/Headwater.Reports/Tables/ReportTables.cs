using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// The tables of a report. Each is made from values alone, so that the page, the CSV files and the terminal show the same.
/// Columns that hold nothing are left out.
/// </summary>
public static class ReportTables
{
    /// <summary>The tables that have rows, in the order of the report.</summary>
    public static ImmutableArray<ReportTable> All(ReportInput input) => All(input, ComputeSlices.Of(input.Analysis));

    /// <summary>The same with the slices of the table, which its figures need too.</summary>
    internal static ImmutableArray<ReportTable> All(ReportInput input, ComputeSlices? slices) =>
        [.. ((ReportTable[])[
            Compared(input.Analysis), Valuations(input.Analysis), .. slices is null ? Array.Empty<ReportTable>() : [slices.Table(input.Analysis.Options.Level).WithoutEmptyColumns()],
            .. SweepEvidence.Table(input.Analysis) is { } sweep ? [sweep.WithoutEmptyColumns()] : Array.Empty<ReportTable>(), Forecasts(input.Analysis), Backtests(input.Analysis), Coefficients(input.Analysis), Refusals(input.Analysis),
            Comparisons(input), .. input.Study?.TextTables ?? [], Alignment(input), .. input.Study?.RunTables ?? [], Observations(input.Analysis)])
            .Where(t => !t.Rows.IsEmpty)];

    /// <summary>Several studies, models or tasks side by side; no rows for one alone.</summary>
    public static ReportTable Compared(Analysis analysis) => ComparedTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>Value of each mixture: trend, verdict, gain over scratch, forecast.</summary>
    public static ReportTable Valuations(Analysis analysis) => ValuationTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>The ranking behind the advice, on one screen.</summary>
    public static ReportTable Ranking(Analysis analysis) => RankingTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>Forecasts with intervals and extrapolation factors.</summary>
    public static ReportTable Forecasts(Analysis analysis) => ForecastTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>Held-out measurements beside the forecasts that did not know them.</summary>
    public static ReportTable Backtests(Analysis analysis) => BacktestTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>How far off each law was over all series of a table.</summary>
    public static ReportTable BacktestSummary(TableBacktest backtest) => BacktestSummaryTable.Of(backtest).WithoutEmptyColumns();

    /// <summary>Fitted constants with intervals.</summary>
    public static ReportTable Coefficients(Analysis analysis) => CoefficientTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>Series without a fit, and why.</summary>
    public static ReportTable Refusals(Analysis analysis) => RefusalTable.Of(analysis).WithoutEmptyColumns();

    /// <summary>Differences between mixtures and from scratch, paired where the study measured that.</summary>
    public static ReportTable Comparisons(ReportInput input) => ComparisonTable.Of(input).WithoutEmptyColumns();

    /// <summary>How close each mixture is to the task, before anything was trained.</summary>
    public static ReportTable Alignment(ReportInput input) => AlignmentTable.Of(input).WithoutEmptyColumns();

    /// <summary>Every measured value.</summary>
    public static ReportTable Observations(Analysis analysis) => ObservationsTable.Of(analysis).WithoutEmptyColumns();
}
