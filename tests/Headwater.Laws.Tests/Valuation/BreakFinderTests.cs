using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class BreakFinderTests
{
    [Fact]
    public void Of_TwoLines_FindsWhereTheyMeet()
    {
        ImmutableArray<SeriesBreak> breaks = BreakFinder.Of(Curve(k => k < 5 ? 10 : 10 + (2 * (k - 5)), 10, 0.1));

        SeriesBreak found = Assert.Single(breaks);
        Assert.Equal(32, found.Scale, 1e-6);
        Assert.Equal(0, found.Before, 1e-9);
        Assert.Equal(2, found.After, 1e-9);
        Assert.False(found.Turns);
    }

    [Fact]
    public void Of_RiseFallRise_FindsBothTurns() =>
        Assert.Equal([16, 256], BreakFinder.Of(Curve(k => k < 4 ? k : k < 8 ? 8 - k : k - 8, 13, 0.1)).Select(found => Math.Round(found.Scale)));

    [Fact]
    public void Of_LineAndLaw_FindNothing()
    {
        Assert.Empty(BreakFinder.Of(Curve(k => 3 * k, 10, 0.1)));
        Assert.Empty(BreakFinder.Of(Curve(k => Math.Pow(1 + (0.3 * k), 1.4), 10, 0.1)));
        Assert.Empty(BreakFinder.Of(Curve(_ => 7, 10, 0.1)));
    }

    // Curves of laws with noise: breaks are to be rare. Peaks: they are to be found, within one doubling.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_NoisySeries_FindsPeaksAndSeldomAnythingElse(bool known)
    {
        RandomStream random = new(3);
        int mistaken = 0;
        int found = 0;
        for (int repeat = 0; repeat < 200; repeat++)
        {
            double[] noise = [.. Enumerable.Range(0, 10).Select(_ => 0.0)];
            for (int k = 0; k < noise.Length; k++)
            {
                noise[k] = random.NextNormal();
            }

            int peak = 3 + random.NextInt32(4);
            mistaken += BreakFinder.Of(Curve(k => 100 + Math.Pow(1 + k, 1.2) + noise[k], 10, known ? 1 : null)).Length > 0 ? 1 : 0;
            found += BreakFinder.Of(Curve(k => 100 + (4 * Math.Min(k, (2 * peak) - k)) + noise[k], 10, known ? 1 : null)).Any(turn => turn.Turns && Math.Abs(Math.Log2(turn.Scale) - peak) < 1.1) ? 1 : 0;
        }

        Assert.InRange(mistaken, 0, 20);
        Assert.InRange(found, 180, 200);
    }

    // The large run of Pile-T5 ends with a rise of its loss, which is seen although the whole series falls.
    [Fact]
    public void Of_LossThatRisesAtTheEnd_FindsTheTurn()
    {
        ImmutableArray<MeasuredPoint> points = PublishedSeries.PointsOf("pile_t5.csv", "pile-t5-large|span_corruption_loss", out bool higherIsBetter);

        SeriesBreak last = TrendRule.Of(points, higherIsBetter)!.Breaks[^1];

        Assert.True(last.Turns);
        Assert.InRange(last.Scale, 1.9e12, 2.1e12);
    }

    private static MeasuredCurve Curve(Func<int, double> value, int count, double? error) =>
        MeasuredCurve.Of([.. Enumerable.Range(0, count).Select(k => new MeasuredPoint(Math.Pow(2, k), value(k), error, 1))], higherIsBetter: true);
}
