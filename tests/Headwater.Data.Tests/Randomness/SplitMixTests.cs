using CsCheck;

namespace Headwater.Data.Tests;

public class SplitMixTests
{
    [Fact]
    public void NextUInt64_SeedZero_GivesThePublishedSequence()
    {
        SplitMix generator = new(0);

        ulong[] values = [generator.NextUInt64(), generator.NextUInt64(), generator.NextUInt64()];

        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], values); // Vigna's splitmix64.c with x = 0
    }

    [Fact]
    public void NextInt32_AnyBound_StaysBelowIt()
    {
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.ULong).Sample((bound, seed) => new SplitMix(seed).NextInt32(bound) is int value && value >= 0 && value < bound);
    }

    [Fact]
    public void NextInt32_SmallBound_IsUniform()
    {
        SplitMix generator = new(7);
        int[] counts = new int[6];

        for (int i = 0; i < 60_000; i++) counts[generator.NextInt32(6)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500)); // five standard deviations are 456
    }

    [Fact]
    public void NextDouble_ManyDraws_LieInTheUnitIntervalWithMeanOneHalf()
    {
        SplitMix generator = new(3);

        double[] values = [.. Enumerable.Range(0, 10_000).Select(_ => generator.NextDouble())];

        Assert.All(values, value => Assert.InRange(value, 0, 1 - 1e-16));
        Assert.Equal(0.5, values.Average(), 0.015); // five standard errors
    }

    [Fact]
    public void Shuffle_ThreeItems_GivesAllOrdersEquallyOften()
    {
        SplitMix generator = new(11);
        Dictionary<string, int> counts = [];

        for (int i = 0; i < 6_000; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            generator.Shuffle<char>(letters);
            string order = new(letters);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Mix_SwappedArguments_Differs()
    {
        Gen.Select(Gen.ULong, Gen.ULong).Where(pair => pair.Item1 != pair.Item2).Sample((a, b) => SplitMix.Mix(a, b) != SplitMix.Mix(b, a));
    }
}
