using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class RankKernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(203)]
    [InlineData(4099)]
    public void Largest_NumbersWithEquals_AreThoseOfAStableSort(int count)
    {
        SplitMix random = new((ulong)count);
        float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextInt32(40) / 8)];
        int[] places = new int[Math.Min(8, count)];

        double logSum = RankKernel.Largest(values, places);

        int[] expected = [.. Enumerable.Range(0, count).OrderByDescending(i => values[i]).Take(places.Length)];
        Assert.Equal(expected, places);
        Assert.Equal(expected[0], RankKernel.IndexOfMaximum(values));
        Assert.Equal(Math.Log(values.Sum(value => Math.Exp(value))), logSum, 1e-5);
    }
}
