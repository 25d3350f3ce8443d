using System.Collections.Immutable;

namespace Headwater.Metrics.Tests;

/// <summary>What the two paired tests have in common, on scores whose answer is known.</summary>
public class PairedTestTests
{
    private static readonly SegmentTable Rising = SegmentTable.Of([.. Enumerable.Range(0, 40).Select(i => i / 10.0)]);

    public enum Test
    {
        Bootstrap,
        Randomization,
    }

    [Theory]
    [InlineData(Test.Bootstrap, 1001)]
    [InlineData(Test.Randomization, 10_001)]
    public void Compare_TwoEqualSystems_HasTheSmallestP(Test test, int smallest)
    {
        BaselineComparison comparison = Compare(test, [Rising, Rising])[1].Comparison!;

        Assert.Equal(0, comparison.Difference);
        Assert.Equal(1.0 / smallest, comparison.PValue);
        Assert.Equal(0, comparison.MinimumDetectableEffect);
    }

    [Theory]
    [InlineData(Test.Bootstrap)]
    [InlineData(Test.Randomization)]
    public void Compare_SeedsAlike_IsTheSame(Test test)
    {
        SegmentTable other = SegmentTable.Of([.. Enumerable.Range(0, 40).Select(i => Math.Sin(i) + 2)]);

        Assert.Equal(Compare(test, [Rising, other]).AsEnumerable(), Compare(test, [Rising, other]));
        Assert.NotEqual(Compare(test, [Rising, other]).AsEnumerable(), Compare(test, [Rising, other], new SignificanceOptions { Seed = 1 }));
    }

    // The pseudo-systems of two segments whose scores are 0 and 1, and 1 and 0, differ by 0 or 1 in mean, and the systems by 0: half of the trials exceed that.
    [Fact]
    public void Randomization_TwoOppositeSegments_ExceedsInHalfTheTrials()
    {
        BaselineComparison comparison = ApproximateRandomization.Compare([SegmentTable.Of([0.0, 1]), SegmentTable.Of([1.0, 0])])[1].Comparison!;

        Assert.InRange(comparison.PValue, 0.48, 0.52);       // four standard deviations of a share of 10,000
    }

    // z(0.975) + z(0.8) = 2.8016: the multiplier of Bloom 1995, table 1, for two sides, 5 % and 80 %.
    [Fact]
    public void MinimumDetectableEffect_StandardErrorOne_IsBloomsMultiplier() =>
        Assert.Equal(2.80, new BaselineComparison { Difference = 1, PValue = 0.5, StandardError = 1 }.MinimumDetectableEffect, 0.005);

    [Theory]
    [InlineData(Test.Bootstrap)]
    [InlineData(Test.Randomization)]
    public void Compare_OneSystem_AsksForTwo(Test test) =>
        AssertFault("There is 1 system; a paired test compares at least two, the first of them the baseline.", () => Compare(test, [Rising]));

    [Theory]
    [InlineData(Test.Bootstrap)]
    [InlineData(Test.Randomization)]
    public void Compare_DifferentSegments_SaysBothCounts(Test test) =>
        AssertFault(
            "The baseline has 40 segments and system 2 has 2; a paired test needs the same segments in the same order.",
            () => Compare(test, [Rising, SegmentTable.Of([1.0, 2])]));

    [Fact]
    public void Compare_AnotherMetric_IsRefused()
    {
        SegmentTable bleu = SegmentTable.Of(Bleu.Segments(["a b c d", "a"], [["a b c d", "b"]]));

        AssertFault("The baseline and system 2 have statistics of different metrics; compare them under one metric.", () => PairedBootstrap.Compare([SegmentTable.Of([1.0, 2]), bleu]));
    }

    [Fact]
    public void Options_OutOfRange_AllFaultsAtOnce() =>
        AssertFault(
            "SignificanceOptions: Seed is -1; expected 0 or more. Resamples is 1; a spread needs at least 2, such as 1000. Trials is 0; expected 1 or more, and 10000 is usual.",
            () => BootstrapInterval.Of(Rising, new SignificanceOptions { Seed = -1, Resamples = 1, Trials = 0 }));

    [Fact]
    public void Table_ScoreNotFinite_NamesTheSegment() =>
        AssertFault("The score of segment 2 is not finite; expected a number.", () => SegmentTable.Of([1, double.NaN]));

    [Fact]
    public void Row_Bleu_HasLengthsThenMatchesThenTotals() =>
        Assert.Equal([4, 5, 4, 3, 2, 1, 4, 3, 2, 1], SegmentTable.Of(Bleu.Segments(["a b c d"], [["a b c d e"]])).Row(0));

    private static ImmutableArray<PairedScore> Compare(Test test, SegmentTable[] systems, SignificanceOptions? options = null) =>
        test == Test.Bootstrap ? PairedBootstrap.Compare(systems, options) : ApproximateRandomization.Compare(systems, options);

    private static void AssertFault(string expected, Func<object> action)
    {
        ArgumentException fault = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
