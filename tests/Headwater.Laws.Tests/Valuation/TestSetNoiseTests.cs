namespace Headwater.Laws.Tests;

public class TestSetNoiseTests
{
    private static readonly AnalysisOptions Options = new() { Resamples = 4000, Seed = 5 };

    [Fact]
    public void Share_PointsScatterLessThanTheirErrors_IsLarge() => Assert.InRange(Noise(scatter: 0.2).Share, 0.8, 0.9);

    [Fact]
    public void Share_PointsScatterAsTheirErrorsSay_IsSmall() => Assert.InRange(Noise(scatter: 1).Share, 0, 0.2);

    [Fact]
    public void Share_NoErrorsKnown_IsZero() => Assert.Equal(0, TestSetNoise.Of([Curve(1, null, 1)], Options).Share);

    [Fact]
    public void Share_TwoPoints_IsWhatIsExpected() => Assert.Equal(0.5, TestSetNoise.Of([MeasuredCurve.Of([new(1, 3, 1, 1), new(2, 4, 1, 1)], true)], Options).Share, 1e-12);

    // Two candidates with the same standard error of 1: their spread stays, and their difference loses the shared part.
    [Fact]
    public void Mix_TwoCandidates_KeepsTheirSpreadAndNarrowsTheirDifference()
    {
        TestSetNoise noise = Noise(scatter: 0.7);
        double[] first = noise.Mix(Normals(1), 1);
        double[] second = noise.Mix(Normals(2), 1);

        Assert.Equal(1, Deviation(first), 0.05);
        Assert.Equal(Math.Sqrt(2 * (1 - noise.Share)), Deviation([.. first.Zip(second, (one, other) => one - other)]), 0.05);
    }

    [Fact]
    public void Mix_ConstantDraws_StayAsTheyAre() => Assert.Equal([3.0, 3, 3], Noise(scatter: 0.5).Mix([3.0, 3, 3], 1));

    private static TestSetNoise Noise(double scatter) => TestSetNoise.Of([.. Enumerable.Range(0, 12).Select(k => Curve(scatter, 1, (ulong)k))], Options);

    private static MeasuredCurve Curve(double scatter, double? error, ulong seed)
    {
        double[] noise = Normals(seed);
        return MeasuredCurve.Of([.. Enumerable.Range(0, 8).Select(k => new MeasuredPoint(Math.Pow(2, k), 20 + (2 * k) + (scatter * noise[k]), error, 1))], higherIsBetter: true);
    }

    private static double[] Normals(ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, "normals"));
        double[] draws = new double[4000];
        for (int k = 0; k < draws.Length; k++)
        {
            draws[k] = random.NextNormal();
        }

        return draws;
    }

    private static double Deviation(double[] draws) => Math.Sqrt(draws.Average(draw => draw * draw) - Math.Pow(draws.Average(), 2));
}
