namespace Headwater.Laws.Tests;

public class SelectionMethodTests
{
    private static readonly double[] Sizes = [.. Enumerable.Range(0, 7).Select(k => Math.Log(200) + (k * Math.Log(2)))];

    [Fact]
    public void AcceptThenStop_BentCurve_UsesTheLineBeyondTheBend()
    {
        // Flat up to the third size, then a line with a little scatter.
        double[] scatter = [0, 0, 0, 0.001, -0.001, 0.001, -0.001];
        CandidateModel model = Model([.. Enumerable.Range(0, 7).Select(k => (k < 3 ? 1 : 1 - (0.2 * (k - 2))) + scatter[k])]);

        double forecast = AcceptThenStop.Forecast(model, Sizes[^1] + (2 * Math.Log(2)));

        Assert.Equal(-0.2, forecast, 0.01);
    }

    [Fact]
    public void AcceptThenStop_StraightCurve_LeavesTheSmallestSizeOut()
    {
        double[] values = [9, 0.8, 0.71, 0.59, 0.51, 0.39, 0.31];
        double[] without = [.. values.Skip(1)];

        double forecast = AcceptThenStop.Forecast(Model(values), Sizes[^1] + 1);

        Assert.Equal(TailLine.Through([.. Sizes.Skip(1)], without, 6).At(Sizes[^1] + 1), forecast, 12);
    }

    [Fact]
    public void PooledTrend_LinesWithoutNoise_ContinuesThem()
    {
        CandidateModel[] models = [.. new[] { 0.10, 0.15, 0.2 }.Select(slope => Model([.. Sizes.Select(size => 1 - (slope * (size - Sizes[^1])))]))];

        SelectionForecast[] forecasts = PooledTrend.Of(models, Sizes[^1] + 1);

        // All stand at one level, so none is expected to fall faster than it does.
        Assert.Equal([0.9, 0.85, 0.8], forecasts.Select(forecast => Math.Round(forecast.LogLoss, 6)));
        Assert.All(forecasts, forecast => Assert.InRange(forecast.Deviation!.Value, 1e-6, 0.1));
    }

    [Fact]
    public void SlopeShrinkage_NoisySlope_IsPulledFurtherThanCertainOnes()
    {
        double[] shrunk = SlopeShrinkage.Apply([-0.1, -0.2, -0.6], [1e-6, 1e-6, 0.2], distance: 1);

        Assert.Equal(-0.1, shrunk[0], 3);
        Assert.Equal(-0.2, shrunk[1], 3);
        Assert.InRange(shrunk[2], -0.3, -0.15);
    }

    [Fact]
    public void SlopeShrinkage_TwoModels_AreLeftAlone() => Assert.Equal([-0.1, -0.6], SlopeShrinkage.Apply([-0.1, -0.6], [1, 1], 1));

    [Fact]
    public void LevelGrowth_HighLoss_FallsFasterThanItDoesAndLowLossDoesNot()
    {
        CandidateModel[] models = [.. new[] { 0.2, 0.8, 1.4 }.Select(level => Model([.. Sizes.Select(size => level - (0.1 * (size - Sizes[^1])))]))];

        double[] factors = LevelGrowth.FactorsOf(models, Sizes[^1] + 3);

        Assert.Equal(1, factors[1], 0.2);
        Assert.True(factors[0] < 1 && factors[0] > 0.7);
        Assert.True(factors[2] > 1.1 && factors[2] <= 3);
    }

    [Theory]
    [InlineData(false, double.PositiveInfinity, 2.5)]
    [InlineData(true, 100, 32)]
    [InlineData(true, double.PositiveInfinity, 7)]
    public void LossScale_ThereAndBack_IsTheValueAndFallsAsModelsImprove(bool higherIsBetter, double maximum, double value)
    {
        LossScale scale = new(higherIsBetter, maximum);
        double better = higherIsBetter ? value + 1 : value - 1;

        Assert.Equal(value, scale.FromLog(scale.ToLog(value)), 12);
        Assert.True(scale.ToLog(better) < scale.ToLog(value));
    }

    [Fact]
    public void Find_UnknownName_ListsTheNames()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SelectionMethods.Find("best"));

        Assert.Equal("There is no selection method \"best\"; expected one of pooled, ats, rectified, line-2, line-3, sub-tuning, zero-shot, model-size.\nhint: --method pooled", error.Message);
        Assert.All(SelectionMethods.All, method => Assert.Equal(method, SelectionMethods.Find(SelectionMethods.NameOf(method))));
    }

    private static CandidateModel Model(double[] values) => new("m", Sizes, values, null, null);
}
