namespace Headwater.Metrics.Tests;

public class RatioErrorTests
{
    [Fact]
    public void Of_EqualDenominators_IsTheStandardErrorOfTheMean()
    {
        double[] values = [1, 2, 4, 7];

        double? error = RatioError.Of(values, [1, 1, 1, 1]);

        Assert.Equal(Resampling.StandardDeviation(values) / 2, error!.Value, 1e-14);
    }

    [Fact]
    public void Of_ByHand_IsTheDeltaMethod()
    {
        // R = 12 / 6 = 2; residuals 1, −2, 1; SE² = 3/2 · 6 / 36.
        Assert.Equal(0.5, RatioError.Of([3, 2, 7], [1, 2, 3])!.Value, 1e-14);
    }

    [Fact]
    public void Of_ConstantRatio_IsZero() => Assert.Equal(0, RatioError.Of([2, 4, 6], [1, 2, 3]));

    [Fact]
    public void Of_OneSegment_IsNull() => Assert.Null(RatioError.Of([2.5], [1]));

    [Fact]
    public void Of_SentencesDrawnManyTimes_CoversTheTruthAtItsLevel()
    {
        const int draws = 1_000, sentences = 80;
        const double truth = 3;                                // nats per token
        SplitMix random = new(17);

        int covered = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            double[] nll = new double[sentences], tokens = new double[sentences];
            for (int i = 0; i < sentences; i++)
            {
                tokens[i] = 3 + random.NextInt32(30);
                nll[i] = tokens[i] * (truth + 2 * (Population.NextDouble(ref random) - 0.5));   // a hard sentence is hard in all its tokens
            }
            if (Math.Abs(nll.Sum() / tokens.Sum() - truth) <= 1.645 * RatioError.Of(nll, tokens)!.Value)
                covered++;
        }

        // 90 % of 1000 with three binomial standard deviations (9.5) to either side, and 10 less for a normal interval on 80 sentences.
        Assert.InRange(covered, 860, 930);
    }

    [Fact]
    public void Of_DifferentLengths_ThrowsWithBoth()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => RatioError.Of([1, 2, 3], [1, 2]));

        Assert.Equal("There are 3 numerators and 2 denominators; expected one of each per segment.", fault.Message);
    }

    [Fact]
    public void Of_BadValue_ThrowsWithItsPlace()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => RatioError.Of([1, double.NaN], [1, 2.5]));

        Assert.Equal("Segment 2 is NaN over 2.5; expected finite numbers and a denominator of 0 or more.", fault.Message);
        Assert.StartsWith("The 2 denominators sum to 0", Assert.Throws<ArgumentException>(() => RatioError.Of([1, 2], [0, 0])).Message, StringComparison.Ordinal);
    }
}
