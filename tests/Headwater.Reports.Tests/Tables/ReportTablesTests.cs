using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class ReportTablesTests
{
    private static readonly ReportInput Study = SyntheticReport.Study();

    [Fact]
    public void All_Study_HasEveryTable() => Assert.Equal(
        ["mixtures", "forecasts", "backtest", "coefficients", "refusals", "comparisons", "shares", "settings", "runs", "observations"],
        ReportTables.All(Study).Select(t => t.Name));

    [Fact]
    public void All_BareTable_HasNoEmptyOnes() => Assert.Equal(["refusals", "observations"], ReportTables.All(SyntheticReport.Bare()).Select(t => t.Name));

    [Fact]
    public void All_EveryRow_HasACellForEveryColumn() =>
        Assert.All(ReportTables.All(Study), t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Length)));

    [Fact]
    public void Valuations_EveryTrend_HasItsWord()
    {
        ReportTable table = ReportTables.Valuations(Study.Analysis);

        Assert.Equal(
            new HashSet<string> { "not known", "↗ improving", "↱ saturating", "→ flat", "↕ fluctuating", "↘ worsening" },
            [.. Column(table, "trend")]);
    }

    [Fact]
    public void Valuations_Rows_AreOrderedBySizeThenProbability()
    {
        ReportTable table = ReportTables.Valuations(Study.Analysis);

        Assert.Equal(["2K examples", "2K examples", "2K examples", "2K examples", "8K examples", "8K examples", "8K examples", "8K examples"], Column(table, "finetuning"));
        Assert.Equal(["93%", "6%", "< 1%", ""], Column(table, "probability_best").Take(4));
        Assert.Matches(@"^\d+\.\d \[\d+\.\d, \d+\.\d\]$", Column(table, "forecast_16M")[0]);
    }

    [Fact]
    public void Forecasts_SameWarning_IsOneFootnoteAndFullInTheFile()
    {
        ImmutableArray<SeriesResult> series = [.. Study.Analysis.Series.Select(s => s with { Forecasts = [.. s.Forecasts.Select(f => f with { Warnings = ["Few points."] })] })];

        ReportTable table = ReportTables.Forecasts(Study.Analysis with { Series = series });

        Assert.Equal(["Few points."], table.Footnotes);
        Assert.All(Column(table, "warning"), c => Assert.Equal("1", c));
        Assert.Contains(",Few points.\n", table.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Backtests_Target_SaysHowFarOffAndWhetherInside()
    {
        ReportTable table = ReportTables.Backtests(Study.Analysis);

        Assert.Equal("4, up to 2M", Column(table, "points_fitted")[0]);
        Assert.Matches(@"^[+−]?\d\.\d%$", Column(table, "relative_error")[0]);
        Assert.All(Column(table, "inside"), c => Assert.Contains(c, (string[])["yes", "no"]));
    }

    [Fact]
    public void Refusals_DoubtfulFit_IsListedWithItsAdvice()
    {
        string[] reasons = [.. Column(ReportTables.Refusals(Study.Analysis), "reason").Distinct()];

        Assert.Contains("alpha ran to its bound: add a larger scale.", reasons);
        Assert.Contains(reasons, r => r.StartsWith("The series goes up and down", StringComparison.Ordinal));
    }

    [Fact]
    public void Comparisons_Study_ArePaired()
    {
        ReportTable table = ReportTables.Comparisons(Study);

        Assert.Equal("Paired comparisons", table.Title);
        Assert.Equal(["+11.2", "+9.1"], Column(table, "difference"));
        Assert.Equal(["from scratch", "cs at 4M"], Column(table, "right"));
        Assert.Equal(["+27.3", "+22.2"], Column(table, "standard_errors"));
    }

    [Fact]
    public void Comparisons_BareTable_AddErrorsAsIfIndependentAndSaySo()
    {
        ReportTable table = ReportTables.Comparisons(Study with { Study = null });

        Assert.Contains("too large", table.Note, StringComparison.Ordinal);
        // 0.45 on both sides: the square root of 2 times that.
        Assert.Equal("0.64", Column(table, "stderr")[0]);
        // For each metric and size: four against scratch, the best against three others.
        Assert.Equal(3 * 2 * (4 + 3), table.Rows.Length);
    }

    [Fact]
    public void ToCsv_Numbers_AreFullAndTextIsQuoted()
    {
        var table = new ReportTable
        {
            Name = "t",
            Title = "T",
            Columns = [new("name", "Name"), new("value", "Value", Numeric: true)],
            Rows = [["a, \"b\"", ReportCell.Of(1.0 / 3, Readable.Count)], ["", ReportCell.Of(null, Readable.Count)]],
        };

        Assert.Equal("name,value\n\"a, \"\"b\"\"\",0.3333333333333333\n,\n", table.ToCsv());
    }

    [Fact]
    public void Observations_EmptyColumns_AreLeftOut()
    {
        ReportTable table = ReportTables.Observations(Study.Analysis);

        Assert.Equal(["Mixture", "Pretraining tokens", "Finetuning examples", "Metric", "Value", "Std. error", "Test items"], table.Columns.Select(c => c.Heading));
        Assert.Equal(Study.Analysis.Table.Rows.Length, table.Rows.Length);
    }

    private static ImmutableArray<string> Column(ReportTable table, string name)
    {
        int index = table.Columns.Select(c => c.Name).ToList().IndexOf(name);
        return [.. table.Rows.Select(r => r[index].Text)];
    }
}
