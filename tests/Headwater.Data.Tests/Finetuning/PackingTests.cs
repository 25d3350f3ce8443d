namespace Headwater.Data.Tests;

public sealed class PackingTests
{
    [Fact]
    public void Pack_ShortExamples_ShareRowsAndKeepTheirNumbers()
    {
        TokenBatch batch = Batch([[5, 1], [6, 7, 8, 1], [9, 1]], [[11, 12, 1], [13, 1], [14, 1]]);

        TokenBatch packed = Packing.Pack(batch, length: 6);

        Assert.Equal((2, 6, 5), (packed.Rows, packed.InputLength, packed.TargetLength));
        Assert.Equal([6, 7, 8, 1, 5, 1, 9, 1, 0, 0, 0, 0], packed.Inputs);
        Assert.Equal([1, 1, 1, 1, 2, 2, 1, 1, 0, 0, 0, 0], packed.InputSegments!);
        Assert.Equal([13, 1, 11, 12, 1, 14, 1, 0, 0, 0], packed.Targets);
        Assert.Equal([1, 1, 2, 2, 2, 1, 1, 0, 0, 0], packed.TargetSegments!);
        Assert.Equal((7, 15), (packed.TargetTokens, packed.RawTokens));
    }

    [Fact]
    public void Pack_LongExample_HasARowOfItsOwn()
    {
        TokenBatch packed = Packing.Pack(Batch([[5, 6, 7, 1], [9, 1]], [[11, 1], [12, 1]]), length: 3);

        Assert.Equal(2, packed.Rows);
        Assert.Equal([5, 6, 7, 1, 9, 1, 0, 0], packed.Inputs);
    }

    [Fact]
    public void Pack_TargetsTooLongTogether_StayApart()
    {
        Assert.Equal(2, Packing.Pack(Batch([[5, 1], [6, 1]], [[11, 12, 1], [13, 14, 1]]), length: 5).Rows);
    }

    [Fact]
    public void Pack_Packed_Throws()
    {
        TokenBatch packed = Packing.Pack(Batch([[5, 1]], [[6, 1]]), length: 4);

        Assert.Throws<ArgumentException>(() => Packing.Pack(packed, length: 4));
    }

    private static TokenBatch Batch(int[][] inputs, int[][] targets)
    {
        FinetuningStream stream = new([.. inputs.Zip(targets, (input, target) => new EncodedPair(input, target))], inputs.Length, seed: 1);
        TokenBatch shuffled = stream.Batch(0);
        int[] order = [.. inputs.Select(input => Enumerable.Range(0, shuffled.Rows).First(row => shuffled.Inputs[row * shuffled.InputLength] == input[0]))];
        return new TokenBatch
        {
            Rows = shuffled.Rows, InputLength = shuffled.InputLength, TargetLength = shuffled.TargetLength,
            Inputs = [.. order.SelectMany(row => shuffled.Inputs.Skip(row * shuffled.InputLength).Take(shuffled.InputLength))],
            Targets = [.. order.SelectMany(row => shuffled.Targets.Skip(row * shuffled.TargetLength).Take(shuffled.TargetLength))],
            TargetTokens = shuffled.TargetTokens, RawTokens = shuffled.RawTokens,
        };
    }
}
