namespace Headwater.Data.Tests;

public sealed class PrefixRowsTests
{
    private const int Length = 33, Rows = 400;

    private static readonly int[] Raw = [.. Enumerable.Range(0, Rows * Length).Select(i => 3 + (i * 7 % 101))];

    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, Rows).Select(i => (ulong)i)];

    [Fact]
    public void Of_EveryPassage_IsCutIntoTwoPartsWithAnEndEach()
    {
        TokenBatch batch = PrefixRows.Of(Raw, Seeds);

        Assert.False(batch.IsCausal);
        for (int row = 0; row < Rows; row++)
        {
            int[] input = Used(batch.Inputs, batch.InputLength, row), target = Used(batch.Targets, batch.TargetLength, row);
            Assert.Equal((TextTokenizer.EndOfSequence, TextTokenizer.EndOfSequence), (input[^1], target[^1]));
            Assert.Equal(Raw.Skip(row * Length).Take(Length), input.SkipLast(1).Concat(target.SkipLast(1)));
            Assert.InRange(input.Length, 2, Length);
        }

        Assert.Equal(batch.CountTargets(), batch.TargetTokens);
        Assert.Equal(Raw.Length, batch.RawTokens);
    }

    // Uniform over 32 places: the mean of 400 cuts has a standard error of 0.46, and about 12 fall on each place.
    [Fact]
    public void Of_ManyPassages_AreCutAtEveryInnerPlace()
    {
        TokenBatch batch = PrefixRows.Of(Raw, Seeds);

        int[] cuts = [.. Enumerable.Range(0, Rows).Select(row => Used(batch.Inputs, batch.InputLength, row).Length - 1)];
        Assert.Equal(Enumerable.Range(1, Length - 1), cuts.Distinct().Order());
        Assert.InRange(cuts.Average(), (Length / 2.0) - 2, (Length / 2.0) + 2);
    }

    [Fact]
    public void Of_EqualSeeds_AreEqualAndRowsDoNotDependOnEachOther()
    {
        TokenBatch all = PrefixRows.Of(Raw, Seeds), one = PrefixRows.Of(Raw.AsSpan(5 * Length, Length), [Seeds[5]]);

        Assert.Equal(Used(all.Inputs, all.InputLength, 5), one.Inputs);
        Assert.Equal(Used(all.Targets, all.TargetLength, 5), one.Targets);
    }

    private static int[] Used(int[] ids, int length, int row) => ids.AsSpan(row * length, length).TrimEnd(TextTokenizer.Pad).ToArray();
}
