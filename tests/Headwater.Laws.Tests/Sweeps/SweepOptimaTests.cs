using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public sealed class SweepOptimaTests
{
    private static readonly double[] Budgets = [1e15, 1e16, 1e17, 1e18];

    [Fact]
    public void Of_Sweep_TakesTheRunsWithinAQuarterOfAPercent()
    {
        SweepOptima optima = SweepOptima.Of(new([Row(1e15, 0.001, 512, 2.000), Row(1e15, 0.002, 512, 2.004), Row(1e15, 0.004, 512, 2.006), Row(1e15, 0.002, 1024, 2.1)]), new())!;

        SweepOptimum scale = Assert.Single(optima.Scales);
        Assert.Equal((4, 2, 2.0), (scale.Settings, scale.NearOptimal, scale.Loss));
        Assert.Equal(Math.Sqrt(0.001 * 0.002), scale.Rate!.Value, 1e-12);
        Assert.Equal((0.001, 0.002), (Math.Round(scale.Rate.Low, 9), Math.Round(scale.Rate.High, 9)));
        double half = Math.Log(2) / 2;
        Assert.Equal(Math.Sqrt((half * half) + (Math.Pow(Math.Log(2), 2) / 12)), scale.Rate.LogDeviation, 1e-12);       // two values an octave apart, and one step of the grid
        Assert.Equal(512, scale.Batch!.Value, 1e-9);
        Assert.Equal(
            ["The best learning rate is the smallest that was tried at 1e15 FLOPs, so the optimum may lie beyond. Add smaller ones.", "The best batch is the smallest that was tried at 1e15 FLOPs, so the optimum may lie beyond. Add smaller ones."],
            optima.Warnings);
    }

    [Fact]
    public void Of_Replicates_AreAveragedAndBatchesMayEndOnOtherSteps()
    {
        SweepOptima optima = SweepOptima.Of(new([Row(1e15, 0.001, 512, 2.0, "1"), Row(1e15, 0.001, 512, 2.2, "2"), Row(1e15, 0.002, 512, 2.08, "1"), Row(1.01e15, 0.004, 1024, 2.3, "1")]), new())!;

        SweepOptimum scale = Assert.Single(optima.Scales);
        Assert.Equal((3, 1, 2.08), (scale.Settings, scale.NearOptimal, scale.Loss));
        Assert.Equal(0.002, scale.Rate!.Value, 1e-12);
        Assert.False(scale.Rate.IsSmallest || scale.Rate.IsLargest);
    }

    [Fact]
    public void For_LawsOfDeepSeek_AreFoundAgain()
    {
        ObservationTable table = Grid();

        foreach ((string law, double exponent) in new[] { ("optimal-rate", 0.125), ("optimal-batch", 0.3271) })
        {
            (ObservationTable optima, AnalysisOptions options) = SweepOptima.For(table, new() { Law = law, Metric = "loss" });
            LawFit fit = Assert.Single(Analysis.Of(optima, options).Series).Fit!;

            Coefficient found = fit.Coefficients.Single(coefficient => coefficient.Name == "a");
            Assert.Equal(FitStatus.Converged, fit.Status);
            Assert.Equal(exponent, found.Value, 0.02);
            Assert.InRange(exponent, found.Low!.Value, found.High!.Value);
            Assert.True(found.High - found.Low < 0.4);
        }
    }

    [Fact]
    public void For_ATableWithTheLawsOwnMetric_IsLeftAsItIs()
    {
        ObservationTable table = new([new Observation { Metric = "optimal_rate", Value = 0.01, Compute = 1e15 }]);
        AnalysisOptions options = new() { Law = "optimal-rate" };

        (ObservationTable same, AnalysisOptions given) = SweepOptima.For(table, options);

        Assert.Equal((table, options), (same, given));
    }

    [Fact]
    public void For_NoSweep_IsRefusedWithAHint()
    {
        ObservationTable table = new([new Observation { Metric = "loss", Value = 2, Compute = 1e15, Parameters = 1e6, PretrainingTokens = 1e8 }]);

        string message = Assert.Throws<ArgumentException>(() => SweepOptima.For(table, new() { Law = "optimal-batch" })).Message;

        Assert.Equal("optimal-batch goes through the best batches of several budgets, but the table has no metric optimal_batch, and no losses of runs that differ in batch_tokens alone.\nhint: --set \"batch_tokens={COLUMN}\" takes it from a column of another name.", message);
    }

    // A bowl around the optimum of DeepSeek LLM's laws at each budget, on a grid of half octaves.
    private static ObservationTable Grid() => new([.. from budget in Budgets
        from rate in Enumerable.Range(-24, 27).Select(power => 0.3118 * Math.Pow(2, power / 2.0) / 8)
        from batch in Enumerable.Range(24, 23).Select(power => Math.Pow(2, power / 2.0))
        let away = Math.Pow(Math.Log(rate * Math.Pow(budget, 0.125) / 0.3118), 2) + Math.Pow(Math.Log(batch / (0.2920 * Math.Pow(budget, 0.3271))), 2)
        select Row(budget, rate, batch, (2 + Math.Pow(1e15 / budget, 0.1)) * (1 + (0.004 * away)))]);

    private static Observation Row(double compute, double rate, double batch, double loss, string? seed = null) => new()
    {
        Metric = "loss", Task = "help", PretrainingData = "en", Compute = compute, Parameters = 1e6, PretrainingTokens = compute / 6e6, Value = loss, Seed = seed,
        Extra = ImmutableSortedDictionary<string, double>.Empty.Add("learning_rate", rate).Add("batch_tokens", batch),
    };
}
