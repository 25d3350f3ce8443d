using CsCheck;

namespace Headwater.Data.Tests;

public class PermutationTests
{
    [Fact]
    public void Indexer_AnyCountAndSeed_HitsEveryValueOnce()
    {
        Gen.Select(Gen.Int[1, 3000], Gen.ULong).Sample((count, seed) =>
        {
            Permutation permutation = new(count, seed);
            return Enumerable.Range(0, count).Select(i => permutation[i]).Order().SequenceEqual(Enumerable.Range(0, count).Select(i => (long)i));
        });
    }

    [Fact]
    public void Indexer_HugeCount_StaysInRange()
    {
        Permutation permutation = new(1_000_000_000_007, 5);

        Assert.All(Enumerable.Range(0, 1000).Select(i => permutation[i]), value => Assert.InRange(value, 0, 1_000_000_000_006));
    }

    [Fact]
    public void Indexer_OtherSeed_GivesAnotherOrder()
    {
        Permutation first = new(100, 1), second = new(100, 2);

        int same = Enumerable.Range(0, 100).Count(i => first[i] == second[i]);

        Assert.InRange(same, 0, 8); // one is expected
    }

    [Fact]
    public void Indexer_ManySeeds_PutsTheFirstValueEverywhere()
    {
        int[] counts = new int[10];

        for (ulong seed = 0; seed < 10_000; seed++) counts[new Permutation(10, seed)[0]]++;

        Assert.All(counts, count => Assert.InRange(count, 850, 1_150)); // five standard deviations
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Indexer_OutsideTheRange_Throws(long index)
    {
        Permutation permutation = new(4, 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => permutation[index]);
    }
}
