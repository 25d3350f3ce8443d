using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class TrendRuleTests
{
    [Theory]
    [InlineData(Trend.Improving, true, 0.3, new[] { 3.0, 4.5, 6, 7.6, 9 })]
    [InlineData(Trend.Improving, false, 0.02, new[] { 5.0, 4.4, 4.0, 3.7, 3.5 })]
    [InlineData(Trend.Improving, true, 0.3, new[] { 3.0, 4.5, 4.3, 7.6, 9 })]
    [InlineData(Trend.Saturating, true, 0.3, new[] { 3.0, 7, 9, 9.5, 9.6 })]
    [InlineData(Trend.Saturating, false, 0.02, new[] { 5.0, 4, 3.6, 3.55, 3.54 })]
    [InlineData(Trend.Flat, true, 0.3, new[] { 9.0, 9.2, 8.9, 9.1, 9.3 })]
    [InlineData(Trend.Fluctuating, true, 0.3, new[] { 5.0, 9, 6, 8, 5.5 })]
    [InlineData(Trend.Worsening, true, 0.3, new[] { 9.0, 8, 7, 6, 5 })]
    [InlineData(Trend.Worsening, false, 0.02, new[] { 3.0, 3.2, 3.4, 3.7, 4.1 })]
    [InlineData(Trend.Improving, true, null, new[] { 3.0, 4.5, 6, 7.6, 9 })]
    [InlineData(Trend.Saturating, true, null, new[] { 3.0, 7, 9, 9.5, 9.6 })]
    [InlineData(Trend.Flat, true, null, new[] { 9.0, 9.01, 8.99, 9.0, 9.02 })]
    [InlineData(Trend.Fluctuating, true, null, new[] { 5.0, 9, 6, 8, 5.5 })]
    [InlineData(Trend.Worsening, true, null, new[] { 9.0, 8, 7, 6, 5 })]
    [InlineData(Trend.Flat, true, null, new[] { 0.0, 0, 0 })]
    public void Of_Values_GivesTheTrend(Trend expected, bool higherIsBetter, double? error, double[] values)
    {
        ImmutableArray<Point> points = [.. values.Select((value, k) => new Point(1e6 * Math.Pow(2, k), value, error, 1))];

        TrendVerdict? verdict = TrendRule.Of(points, higherIsBetter);

        Assert.Equal(expected, verdict!.Trend);
        Assert.NotEmpty(verdict.Evidence);
    }

    [Fact]
    public void Of_TwoPoints_IsNull() => Assert.Null(TrendRule.Of([new(1, 1, null, 1), new(2, 2, null, 1)], true));

    [Fact]
    public void Of_Fluctuation_NamesTheDrops()
    {
        TrendVerdict verdict = TrendRule.Of([new(1e6, 5, 0.3, 1), new(2e6, 9, 0.3, 1), new(4e6, 6, 0.3, 1)], true)!;

        Assert.Equal("3 scales from 1M to 4M: from 5 to 6.", verdict.Evidence[0]);
        Assert.Equal("1 of the later points is worse than an earlier one by more than 2 standard errors and a tenth of the range; the largest drop is 7.07 standard errors.", verdict.Evidence[3]);
    }
}
