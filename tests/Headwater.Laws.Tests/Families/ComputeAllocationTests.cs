using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class ComputeAllocationTests
{
    private static readonly ChinchillaCoefficients Truth = new(406.4, 0.34, 410.7, 0.28);

    [Theory]
    [InlineData("chinchilla")]
    [InlineData("loss = E + A / N^alpha + B / D^beta")]
    public void Of_NoiseFreeRuns_IsTheLawsOwnOptimum(string law)
    {
        Allocation expected = Allocation.Of(Truth, 1e21);

        BudgetAllocation found = Assert.Single(ComputeAllocation.Of(Runs(), new() { Compute = [1e21], Law = law, Resamples = 20 }).Allocations);

        Assert.Equal(1, found.Parameters.Value / expected.Parameters, 1e-4);
        Assert.Equal(1, found.Tokens.Value / expected.Tokens, 1e-4);
        Assert.Equal(0.28 / 0.62, found.Exponent.Value, 4);
        Assert.Equal(Loss(expected.Parameters, expected.Tokens), found.Loss!.Value.Value, 5);
        Assert.InRange(found.Parameters.Value, found.Parameters.Low!.Value, found.Parameters.High!.Value);
    }

    // Parabolas are nearly right near the minimum: with sizes a factor 4 around it the published bias is below a percent.
    [Fact]
    public void Of_IsoFlopCurves_AreNearTheOptimum()
    {
        BudgetAllocation found = Assert.Single(ComputeAllocation.Of(IsoFlopRuns(), new() { Compute = [1e21], Approach = AllocationApproach.IsoFlop, Resamples = 50 }).Allocations);

        Assert.Equal("isoflop", found.Law);
        Assert.Equal(1, found.Parameters.Value / Allocation.Of(Truth, 1e21).Parameters, 0.05);
        Assert.Equal(0.28 / 0.62, found.Exponent.Value, 0.01);
        Assert.Null(found.Loss);
    }

    [Fact]
    public void Of_IsoFlopCurves_TellTheMinimumOfEachBudget()
    {
        ComputeAllocation result = ComputeAllocation.Of(IsoFlopRuns(), new() { Compute = [1e21], Approach = AllocationApproach.IsoFlop, Resamples = 50 });

        Assert.Equal([1e19, 1e20, 1e21], result.Minima.Select(minimum => Math.Round(minimum.Compute / 1e19) * 1e19));
        Assert.All(result.Minima, minimum =>
        {
            Allocation best = Allocation.Of(Truth, minimum.Compute);
            Assert.Equal(6, minimum.Sizes);
            Assert.Equal(1, minimum.Parameters.Value / best.Parameters, 0.05);
            Assert.Equal(minimum.Compute, 6 * minimum.Parameters.Value * minimum.Tokens.Value, minimum.Compute * 1e-9);
            Assert.Equal(Loss(best.Parameters, best.Tokens), minimum.Loss.Value, 0.02);
            Assert.InRange(minimum.Parameters.Value, minimum.Parameters.Low!.Value, minimum.Parameters.High!.Value);
        });
        Assert.Empty(ComputeAllocation.Of(Runs(), new() { Compute = [1e21], Resamples = 5 }).Minima);
    }

    // A model with a vocabulary spends 6·(N − V·d) FLOPs a token. The optimum is searched on a fine grid, without the code under test.
    [Theory]
    [InlineData(AllocationApproach.Law, 0.01)]
    [InlineData(AllocationApproach.IsoFlop, 0.08)]
    public void Of_RunsWithTheirOwnCompute_SpendTheBudgetByThem(AllocationApproach approach, double tolerance)
    {
        double[] widths = [64, 96, 128, 192, 256, 384, 512];
        double[] budgets = [1e15, 1e16, 1e17];
        Observation[] rows =
        [
            .. from budget in budgets from width in widths let run = Run(Parameters(width), budget / Flops(width)) where run.PretrainingTokens > 1e5 select run with { Compute = budget },
        ];
        double best = Enumerable.Range(0, 4000).Select(step => 64 * Math.Pow(8, step / 4000.0)).MinBy(width => Loss(Parameters(width), 3e16 / Flops(width)));

        ComputeAllocation result = ComputeAllocation.Of(new([.. rows]), new() { Compute = [3e16], Approach = approach, Resamples = 20 });

        BudgetAllocation found = Assert.Single(result.Allocations);
        Assert.Equal(1, found.Parameters.Value / Parameters(best), approach == AllocationApproach.Law ? 0.02 : 0.25);
        Assert.Equal(1, found.Tokens.Value * Flops(WidthOf(found.Parameters.Value)) / 3e16, tolerance);
        Assert.Contains(result.Warnings, warning => warning.Contains("FLOPs for each parameter and token by their column compute, not 6; tokens are what that leaves of a budget.", StringComparison.Ordinal));

        static double Parameters(double width) => (2 * 8192 * width) + (12 * 6 * width * width);
        static double Flops(double width) => 6 * (Parameters(width) - (8192 * width));
        static double WidthOf(double parameters) => (-16384 + Math.Sqrt((16384.0 * 16384) + (288 * parameters))) / 144;
    }

    [Fact]
    public void Of_ComputeThatDiffersBetweenRunsOfOneSize_IsNotTaken()
    {
        ObservationTable runs = new([.. Runs().Rows.Select((row, i) => row with { Compute = 6 * row.Parameters * row.PretrainingTokens * (i % 2 == 0 ? 1 : 1.3) })]);

        ComputeAllocation result = ComputeAllocation.Of(runs, new() { Compute = [1e21], Resamples = 5 });

        BudgetAllocation found = Assert.Single(result.Allocations);
        Assert.Equal(1e21, 6 * found.Parameters.Value * found.Tokens.Value, 1e12);
    }

    [Fact]
    public void Of_EqualSeeds_AreEqual()
    {
        AllocationOptions options = new() { Compute = [1e21], Approach = AllocationApproach.IsoFlop, Resamples = 20, Seed = 5 };

        Assert.Equal(Json(ComputeAllocation.Of(IsoFlopRuns(), options)), Json(ComputeAllocation.Of(IsoFlopRuns(), options)));
    }

    [Fact]
    public void Of_BudgetFarBeyondTheRuns_IsRefusedThenWarned()
    {
        ComputeAllocation refused = ComputeAllocation.Of(Runs(), new() { Compute = [1e25], Resamples = 5 });
        ComputeAllocation allowed = ComputeAllocation.Of(Runs(), new() { Compute = [1e25], Resamples = 5, AllowExtrapolation = true });

        Assert.Empty(refused.Allocations);
        Assert.Contains("the limit is 100 times. Measure nearer to it, or allow extrapolation.", Assert.Single(refused.Warnings), StringComparison.Ordinal);
        Assert.Single(allowed.Allocations);
        Assert.Contains(allowed.Warnings, warning => warning.Contains("beyond 10 times laws often break", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("power", "power is a law of D; expected one of N (parameters) and D (tokens), such as chinchilla.\nhint: --law chinchilla")]
    [InlineData("rectified", "rectified is a law of F; expected one of N (parameters) and D (tokens), such as chinchilla.\nhint: --law chinchilla")]
    public void Of_LawOfOtherVariables_SaysWhatWasExpected(string law, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => ComputeAllocation.Of(Runs(), new() { Compute = [1e21], Law = law })).Message);

    [Fact]
    public void Of_WrongOptions_AreReportedAtOnce() => Assert.Equal(
        "There is no budget; expected one or more numbers of FLOPs, such as 1e21.\nLevel is 1; expected a number between 0 and 1, such as 0.9.",
        Assert.Throws<ArgumentException>(() => ComputeAllocation.Of(Runs(), new() { Level = 1 })).Message);

    [Fact]
    public void Of_TooFewRuns_SaysHowManyAreNeeded()
    {
        ObservationTable few = new([.. Runs().Rows.Take(4)]);

        ComputeAllocation result = ComputeAllocation.Of(few, new() { Compute = [1e18] });

        Assert.Empty(result.Allocations);
        Assert.Contains("chinchilla needs at least 6 runs that differ in size or tokens to fit 5 coefficients; got 4.", result.Warnings[^1], StringComparison.Ordinal);
    }

    // Besiroglu et al. 2024 (arXiv:2404.10102) print a = 0.5126 with a standard error of 0.018, from the same points; at the minimum of their objective
    // a is 0.5139, and 1e22 FLOPs are best spent on 9.1B parameters. Approach 2 of Hoffmann et al. 2022 gives a = 0.49.
    [Fact]
    public void Of_ChinchillaPoints_IsThePublishedExponent()
    {
        BudgetAllocation found = Assert.Single(ComputeAllocation.Of(ChinchillaPoints(), new() { Compute = [1e22], Resamples = 200, Seed = 1 }).Allocations);

        Assert.Equal(0.5139, found.Exponent.Value, 0.0005);
        Assert.InRange(found.Exponent.Low!.Value, 0.465, 0.5);
        Assert.InRange(found.Exponent.High!.Value, 0.525, 0.565);
        Assert.Equal(1, found.Parameters.Value / OptimumAtTheMinimum, 0.005);
    }

    [Fact]
    public void Of_ChinchillaPointsByBudget_AreNearApproachTwo()
    {
        BudgetAllocation found = Assert.Single(ComputeAllocation.Of(ChinchillaPoints(), new() { Compute = [1e22], Approach = AllocationApproach.IsoFlop, Resamples = 200 }).Allocations);

        Assert.Equal(0.49, found.Exponent.Value, 0.04);
    }

    // The coefficients of the least known objective: A 477.83, alpha 0.34731, B 2143.42, beta 0.36717.
    private static double OptimumAtTheMinimum => Allocation.Of(new(477.83, 0.34731, 2143.42, 0.36717), 1e22).Parameters;

    private static double Loss(double parameters, double tokens) => 1.69 + (Truth.A * Math.Pow(parameters, -Truth.Alpha)) + (Truth.B * Math.Pow(tokens, -Truth.Beta));

    private static ObservationTable Runs() => new(
    [
        .. from parameters in new[] { 1e8, 3e8, 1e9, 3e9, 1e10 }
           from ratio in new[] { 5.0, 20, 80 }
           select Run(parameters, ratio * parameters),
    ]);

    private static ObservationTable IsoFlopRuns() => new(
    [
        .. from compute in new[] { 1e19, 1e20, 1e21 }
           let best = Allocation.Of(Truth, compute).Parameters
           from factor in new[] { 0.25, 0.5, 0.8, 1.2, 2, 4 }
           select Run(best * factor, compute / 6 / (best * factor)),
    ]);

    private static Observation Run(double parameters, double tokens) => new() { Parameters = parameters, PretrainingTokens = tokens, Metric = "loss", Value = Loss(parameters, tokens) };

    private static ObservationTable ChinchillaPoints() => new([.. PublishedTable.Read("chinchilla.csv").Rows.OrderBy(row => row.Value).SkipLast(5)]);

    private static string Json(ComputeAllocation result)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteAllocations(writer, result);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
