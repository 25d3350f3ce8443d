using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>The best size of each budget, from tables that were made in IsoFLOP slices and from others.</summary>
public sealed class ComputeSlicesTests
{
    private static readonly double[] Budgets = [1e18, 1e19, 1e20];

    [Fact]
    public void Of_Slices_GivesAFigureAndATableWithTheBestSizes()
    {
        ReportInput input = ReportInput.Of("slices", Slices(), new() { Resamples = 50 });

        Figure figure = Assert.Single(ReportFigures.Of(input), figure => figure.Name.StartsWith("isoflop", StringComparison.Ordinal));
        ReportTable table = Assert.Single(ReportTables.All(input), table => table.Name == "isoflop");

        Assert.Equal(["1e18 FLOPs", "lowest point, with its interval", "1e19 FLOPs", "1e20 FLOPs"], figure.Legend.Select(entry => entry.Text));
        Assert.Equal(3, table.Rows.Length);
        foreach ((double budget, int row) in Budgets.Select((budget, row) => (budget, row)))
        {
            int parameters = table.Columns.IndexOf(table.Columns.Single(column => column.Name == "parameters"));
            Assert.Equal(1, table.Rows[row][parameters].Value!.Value / Best(budget), 0.02);
        }

        Assert.Contains("For 4e20 FLOPs, four times the largest budget, it is", table.Note, StringComparison.Ordinal);
        Assert.Contains(table.Title, MarkdownSummary.Render(ReportContents.Of(input)), StringComparison.Ordinal);
    }

    // Sizes trained on the same tokens cost different amounts, and a few runs that happen to cost the same are no design.
    [Fact]
    public void Of_AGrid_IsNull()
    {
        ObservationTable grid = new([.. from parameters in new[] { 1e8, 2e8, 4e8, 8e8 } from tokens in new[] { 1e9, 2e9, 4e9, 8e9, 16e9 } select Run(parameters, tokens)]);
        ObservationTable few = new([.. from parameters in new[] { 1e8, 3e8 } from budget in Budgets select Run(parameters, budget / 6 / parameters)]);

        Assert.Null(ComputeSlices.Of(Analysis.Of(few, new() { Resamples = 5 })));
        Assert.Empty(ReportTables.All(ReportInput.Of("grid", grid with { Rows = [.. grid.Rows.Where(row => row.Parameters != 4e8 || row.PretrainingTokens < 3e9)] }, new() { Resamples = 5 })).Where(table => table.Name == "isoflop"));
    }

    private static ObservationTable Slices() => new(
    [
        .. from budget in Budgets
           from factor in new[] { 0.25, 0.5, 1, 2, 4 }
           let parameters = Best(budget) * factor
           select Run(parameters, budget / 6 / parameters) with { Value = 2 + (0.1 * Math.Log(factor) * Math.Log(factor)) - (0.05 * Math.Log(budget / 1e18)) },
    ]);

    private static double Best(double budget) => 1e8 * Math.Sqrt(budget / 1e18);

    private static Observation Run(double parameters, double tokens) => new()
    {
        PretrainingData = "web", Parameters = parameters, PretrainingTokens = tokens, Metric = "loss", Value = 1.8 + (400 * Math.Pow(parameters, -0.34)) + (2000 * Math.Pow(tokens, -0.37)),
    };
}
