namespace Headwater.Metrics.Tests;

public class BootstrapErrorTests
{
    [Fact]
    public void Of_ManyTestSets_MeetsTheTrueSpread()
    {
        BleuStatistics[][] sets = [.. Enumerable.Range(0, 400).Select(i => Population.Draw(100, 0.3, 0.3, seed: (ulong)i).First)];
        double[] scores = [.. sets.Select(set => Bleu.FromStatistics(set.Aggregate((a, b) => a + b)).Score)];

        double trueError = Resampling.StandardDeviation(scores);
        double meanError = sets.Take(40).Average(set => BootstrapError.Of(set, resamples: 200)!.Value);

        // 400 sets know the true spread to 3.5 %, 40 errors their mean to about 2 %; three of both together.
        Assert.InRange(meanError / trueError, 0.88, 1.12);
    }

    [Fact]
    public void Of_Intervals_CoverTheTruthAtTheirLevel()
    {
        BleuStatistics[] all = Population.Draw(20_000, 0.3, 0.3, seed: 99).First;
        double truth = Bleu.FromStatistics(all.Aggregate((a, b) => a + b)).Score;

        int covered = 0;
        foreach (BleuStatistics[] set in all.Chunk(100))
        {
            double score = Bleu.FromStatistics(set.Aggregate((a, b) => a + b)).Score;
            if (Math.Abs(score - truth) <= 1.645 * BootstrapError.Of(set, resamples: 200)!.Value)
                covered++;
        }

        // 90 % of 200, with three binomial standard deviations (4.2) to either side.
        Assert.InRange(covered, 180 - 13, 180 + 13);
    }

    [Fact]
    public void Of_SameSeed_IsTheSame()
    {
        BleuStatistics[] set = Population.Draw(50, 0.3, 0.3, seed: 1).First;

        Assert.Equal(BootstrapError.Of(set, seed: 7), BootstrapError.Of(set, seed: 7));
        Assert.NotEqual(BootstrapError.Of(set, seed: 7), BootstrapError.Of(set, seed: 8));
    }

    [Fact]
    public void Of_OneSegment_IsNull()
    {
        Assert.Null(BootstrapError.Of(Bleu.Segments(["a"], [["a"]])));
        Assert.Null(BootstrapError.Of(Chrf.Segments(["a"], [["a"]])));
    }

    [Fact]
    public void Of_EverySegmentAlike_IsZero() =>
        Assert.Equal(0, BootstrapError.Of(Chrf.Segments(["abc", "abc", "abc"], [["abd", "abd", "abd"]]))!.Value, 1e-12);

    [Fact]
    public void Of_BadArguments_Throws()
    {
        BleuStatistics[] segments = Bleu.Segments(["a", "b"], [["a", "b"]]);

        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapError.Of(segments, resamples: 1));
        Assert.StartsWith("There are 0 segments", Assert.Throws<ArgumentException>(() => BootstrapError.Of(Array.Empty<BleuStatistics>())).Message, StringComparison.Ordinal);
        Assert.StartsWith("Segment 1 has 10 statistics; the options ask for 8.",
            Assert.Throws<ArgumentException>(() => BootstrapError.Of(segments, new BleuOptions { MaxOrder = 3 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SplitMix_SeedZero_GivesThePublishedSequence()
    {
        SplitMix random = new(0);

        Assert.Equal((0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL), (random.NextUInt64(), random.NextUInt64(), random.NextUInt64()));
    }
}
