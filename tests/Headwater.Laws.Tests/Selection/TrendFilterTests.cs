namespace Headwater.Laws.Tests;

public class TrendFilterTests
{
    private static readonly double[] Sizes = [1, 1.5, 2.5, 3, 4.5];

    [Theory]
    [InlineData(0.1)]
    [InlineData(30)]
    public void Run_PointsOnALine_FollowsItWithoutSurprise(double q)
    {
        TrendState trend = TrendFilter.Run(Sizes, [.. Sizes.Select(size => 2 - (0.3 * size))], q);

        Assert.All(trend.Surprises, surprise => Assert.Equal(0, surprise, 12));
        Assert.Equal(-0.3, trend.Slope, 12);
        Assert.Equal(2 - (0.3 * 4.5), trend.Level, 12);
    }

    // Without wandering the trend is the least-squares line: slope Σ(u−ū)y/Σ(u−ū)², variance 1/Σ(u−ū)².
    [Fact]
    public void Run_SlopesThatDoNotWander_IsTheLeastSquaresLine()
    {
        double[] values = [2.1, 1.8, 1.4, 1.5, 0.7];
        double mean = Sizes.Average();
        double spread = Sizes.Sum(size => (size - mean) * (size - mean));

        TrendState trend = TrendFilter.Run(Sizes, values, q: 0);

        Assert.Equal(Sizes.Zip(values, (size, value) => (size - mean) * value).Sum() / spread, trend.Slope, 12);
        Assert.Equal(1 / spread, trend.SlopeVariance, 12);
        Assert.Equal((1.0 / Sizes.Length) + ((4.5 - mean) * (4.5 - mean) / spread), trend.LevelVariance, 12);
    }

    [Fact]
    public void Run_JumpBeyondReach_MovesTheLevelButHardlyTheSlope()
    {
        double[] sizes = [0, 1, 2, 3, 4, 5];
        double[] values = [5, 4.9, 4.8, 4.7, 4.1, 4.0];

        TrendState free = TrendFilter.Run(sizes, values, q: 30);
        TrendState held = TrendFilter.Run(sizes, values, q: 30, reach: 0.01);

        Assert.InRange(held.Level, 3.98, 4.02);
        Assert.InRange(held.Slope, -0.15, -0.1);
        Assert.True(Math.Abs(free.Slope + 0.1) > 2 * Math.Abs(held.Slope + 0.1) || free.Slope < -0.05);
    }

    [Theory]
    [InlineData(0.5, 0.6744897502)]
    [InlineData(0.9, 1.6448536270)]
    [InlineData(0.99, 2.5758293035)]
    public void NormalQuantile_OfMiddle_IsThatOfTables(double share, double expected) => Assert.Equal(expected, NormalQuantile.OfMiddle(share), 9);
}
