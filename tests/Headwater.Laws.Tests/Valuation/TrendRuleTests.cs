using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Laws.Tests;

public class TrendRuleTests
{
    [Theory]
    [InlineData(Trend.Improving, true, 0.3, new[] { 3.0, 4.5, 6, 7.6, 9 })]
    [InlineData(Trend.Improving, false, 0.02, new[] { 5.0, 4.4, 4.0, 3.7, 3.5 })]
    [InlineData(Trend.Improving, true, 0.3, new[] { 3.0, 4.5, 4.3, 7.6, 9 })]
    [InlineData(Trend.Improving, true, 0.3, new[] { 5.0, 3, 4, 6, 8, 10 })]
    [InlineData(Trend.Saturating, true, 0.3, new[] { 3.0, 7, 9, 9.5, 9.6 })]
    [InlineData(Trend.Saturating, false, 0.02, new[] { 5.0, 4, 3.6, 3.55, 3.54 })]
    [InlineData(Trend.Saturating, true, 0.3, new[] { 1.0, 1.5, 4, 12, 18, 20, 20.4, 20.5 })]
    [InlineData(Trend.Flat, true, 0.3, new[] { 9.0, 9.2, 8.9, 9.1, 9.3 })]
    [InlineData(Trend.Fluctuating, true, 0.3, new[] { 5.0, 9, 6, 8, 5.5 })]
    [InlineData(Trend.Fluctuating, true, 0.3, new[] { 3.0, 6, 9, 6, 3 })]
    [InlineData(Trend.Worsening, true, 0.3, new[] { 9.0, 8, 7, 6, 5 })]
    [InlineData(Trend.Worsening, false, 0.02, new[] { 3.0, 3.2, 3.4, 3.7, 4.1 })]
    [InlineData(Trend.Improving, true, 0.3, new[] { -9.0, -7.5, -6, -4, -2.5 })]
    [InlineData(Trend.Improving, true, 0.3, new[] { -3.0, -1.5, 0, 1.6, 3 })]
    [InlineData(Trend.Improving, true, null, new[] { 3.0, 4.5, 6, 7.6, 9 })]
    [InlineData(Trend.Improving, false, null, new[] { 2.8, 2.79, 2.78, 2.77, 2.76 })]
    [InlineData(Trend.Improving, true, null, new[] { 3.0, 4, 5 })]
    [InlineData(Trend.Saturating, true, null, new[] { 3.0, 7, 9, 9.5, 9.6 })]
    [InlineData(Trend.Flat, true, null, new[] { 9.0, 9.1, 8.95, 9.0, 9.05 })]
    [InlineData(Trend.Fluctuating, true, null, new[] { 5.0, 9, 6, 8, 5.5 })]
    [InlineData(Trend.Worsening, true, null, new[] { 9.0, 8, 7, 6, 5 })]
    [InlineData(Trend.Flat, true, null, new[] { 0.0, 0, 0 })]
    [InlineData(Trend.Flat, true, 0.3, new[] { 7.0, 7, 7, 7 })]
    public void Of_Values_GivesTheTrend(Trend expected, bool higherIsBetter, double? error, double[] values)
    {
        TrendVerdict? verdict = TrendRule.Of(Doublings(values, error), higherIsBetter);

        Assert.Equal(expected, verdict!.Trend);
        Assert.NotEmpty(verdict.Evidence);
    }

    [Fact]
    public void Of_TwoPoints_IsNull() => Assert.Null(TrendRule.Of([new(1, 1, null, 1), new(2, 2, null, 1)], true));

    [Fact]
    public void Of_PointAtScaleZero_IsLeftOut() => Assert.Equal("3 scales from 1M to 4M: from 5 to 8.", TrendRule.Of([new(0, 99, 0.3, 1), .. Doublings([5, 7, 8], 0.3)], true)!.Evidence[0]);

    [Fact]
    public void Of_PeakWithErrors_SaysHowMuchAndWhere()
    {
        TrendVerdict verdict = TrendRule.Of(Doublings([3, 6, 9, 12, 9, 6], 0.3), true)!;

        SeriesBreak turn = Assert.Single(verdict.Breaks);
        Assert.Equal(8e6, turn.Scale, 1);
        Assert.Equal(3, turn.Before, 1e-9);
        Assert.Equal(-3, turn.After, 1e-9);
        Assert.True(turn.Turns);
        Assert.False(verdict.IsPredictable);
        Assert.Contains("The slope changes at 8M: a doubling gains +3 before and -3 after.", verdict.Evidence);
        Assert.Contains(verdict.Evidence, sentence => sentence.Contains("The largest dip is 67% of the range, and noise would cause a dip this large with probability below 1%", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EarlyDip_JudgesByWhatFollowsAndSaysSo()
    {
        TrendVerdict verdict = TrendRule.Of(Doublings([5, 3, 4, 6, 8, 10], 0.3), true)!;

        Assert.Contains("The series gets worse up to 2M and improves from there. The verdict is on the second part.", verdict.Evidence);
        Assert.True(verdict.IsPredictable);
    }

    // 200,000 points are thinned: tests of order take time with the square of their number.
    [Fact]
    public void Of_ManyPoints_IsQuickAndRight()
    {
        ImmutableArray<MeasuredPoint> points = [.. Enumerable.Range(1, 200_000).Select(k => new MeasuredPoint(1e3 * k, 2 + Math.Pow(k, -0.3), null, 1))];

        TrendVerdict verdict = TrendRule.Of(points, higherIsBetter: false)!;

        Assert.Equal(Trend.Improving, verdict.Trend);
        Assert.StartsWith("200000 scales from 1K to 200M", verdict.Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnyValues_IsTheSameInAnyUnit() => Gen.Select(Gen.Double[1, 100].Array[3, 9], Gen.Bool).Sample(
        (values, known) => TrendRule.Of(Doublings(values, known ? 5 : null), true)!.Trend == TrendRule.Of(Doublings([.. values.Select(value => 1024 * value)], known ? 5 * 1024 : null), true)!.Trend,
        iter: 300, seed: "0N0XIzNsQ0O2", threads: 1);

    private static ImmutableArray<MeasuredPoint> Doublings(double[] values, double? error) => [.. values.Select((value, k) => new MeasuredPoint(1e6 * Math.Pow(2, k), value, error, 1))];
}
