namespace Headwater.Metrics.Tests;

public class PairedDifferenceTests
{
    [Fact]
    public void Of_SameSystem_IsNoDifference()
    {
        BleuStatistics[] set = Population.Draw(50, 0.3, 0.3, seed: 1).First;

        PairedDifference difference = PairedDifference.Of(set, set);

        Assert.Equal(0, difference.Difference);
        Assert.Equal(0, difference.StandardError);
        Assert.Equal(1, difference.PValue);
    }

    [Fact]
    public void Of_ClearlyBetterSystem_IsSignificant()
    {
        (BleuStatistics[] better, BleuStatistics[] worse) = Population.Draw(300, 0.1, 0.4, seed: 2);

        PairedDifference difference = PairedDifference.Of(better, worse);

        Assert.True(difference.Difference > 10);
        Assert.Equal(1.0 / 1001, difference.PValue!.Value, 1e-12);   // no resample in 1000 was as far
    }

    [Fact]
    public void Of_SystemsSwapped_ChangesOnlyTheSign()
    {
        (BleuStatistics[] first, BleuStatistics[] second) = Population.Draw(80, 0.3, 0.35, seed: 3);

        PairedDifference forward = PairedDifference.Of(first, second, seed: 5);
        PairedDifference backward = PairedDifference.Of(second, first, seed: 5);

        Assert.Equal(forward.Difference, -backward.Difference);
        Assert.Equal(forward.StandardError!.Value, backward.StandardError!.Value, 1e-10);
        Assert.Equal(forward.PValue, backward.PValue);
    }

    [Fact]
    public void Of_EquallyGoodSystems_IsRarelySignificant()
    {
        int significant = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            (BleuStatistics[] first, BleuStatistics[] second) = Population.Draw(100, 0.3, 0.3, seed);
            if (PairedDifference.Of(first, second, resamples: 200, seed: seed).PValue <= 0.1)
                significant++;
        }

        // A tenth of 200, with three binomial standard deviations (4.2) to either side.
        Assert.InRange(significant, 20 - 13, 20 + 13);
    }

    [Fact]
    public void Of_Chrf_ComparesTheSameSegments()
    {
        ChrfStatistics[] first = Chrf.Segments(["abcd", "efgh", "ijkl"], [["abcd", "efgh", "ijkl"]]);
        ChrfStatistics[] second = Chrf.Segments(["abxx", "efgh", "ixkl"], [["abcd", "efgh", "ijkl"]]);

        PairedDifference difference = PairedDifference.Of(first, second);

        Assert.Equal(100 - Chrf.FromStatistics(second.Aggregate((a, b) => a + b)).Score, difference.Difference, 1e-10);
        Assert.True(difference.StandardError > 0);
    }

    [Fact]
    public void Of_Ter_ComparesTheSameSegments()
    {
        string[][] references = [["a b c", "d e f", "g h"], ["a b", "d e", "g"]];
        TerStatistics[] first = Ter.Segments(["a b c", "d e f", "g h"], references);
        TerStatistics[] second = Ter.Segments(["a x y", "d e f", "g x"], references);

        PairedDifference difference = PairedDifference.Of(first, second);

        Assert.Equal(-100 * 3 / 6.5, difference.Difference, 1e-10);   // two edits in the first segment, one in the last
        Assert.True(difference.StandardError > 0);
        Assert.True(BootstrapError.Of(second) > 0);
    }

    [Fact]
    public void Of_OneSegment_HasNoError()
    {
        PairedDifference difference = PairedDifference.Of(Chrf.Segments(["ab"], [["ab"]]), Chrf.Segments(["ac"], [["ab"]]));

        Assert.Null(difference.StandardError);
        Assert.Null(difference.PValue);
    }

    [Fact]
    public void Of_DifferentLengths_ThrowsWithBoth()
    {
        BleuStatistics[] two = Bleu.Segments(["a", "b"], [["a", "b"]]);
        BleuStatistics[] one = Bleu.Segments(["a"], [["a"]]);

        ArgumentException fault = Assert.Throws<ArgumentException>(() => PairedDifference.Of(two, one));

        Assert.Equal("The first system has 2 segments and the second 1; a paired difference needs the same segments in the same order.", fault.Message);
    }
}
