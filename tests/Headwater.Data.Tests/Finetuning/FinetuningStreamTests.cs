using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Data.Tests;

public class FinetuningStreamTests
{
    [Fact]
    public void Batch_WholeEpoch_HoldsEveryPairOnce()
    {
        FinetuningStream stream = new(Pairs(120), 8, seed: 1);

        for (int epoch = 0; epoch < 4; epoch++)
        {
            int[] seen = [.. Enumerable.Range(epoch * 15, 15).SelectMany(step => Numbers(stream.Batch(step)))];

            Assert.Equal(Enumerable.Range(0, 120), seen.Order());
        }
    }

    [Fact]
    public void Batch_AnySizes_GivesEveryPairOnceAnEpochAndFullBatches()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 40], Gen.ULong).Sample((count, batch, seed) =>
        {
            FinetuningStream stream = new(Pairs(count), batch, seed);
            int steps = (3 * count + batch - 1) / batch;
            TokenBatch[] batches = [.. Enumerable.Range(0, steps).Select(step => stream.Batch(step))];
            int[] times = [.. batches.SelectMany(Numbers).CountBy(number => number).Select(entry => entry.Value)];
            int seen = steps * batch;
            return batches.All(each => each.Rows == batch) && times.All(time => time == seen / count || time == seen / count + 1) && times.Length == count;
        });
    }

    [Fact]
    public void Batch_AskedInAnyOrder_DependsOnSeedAndStepAlone()
    {
        FinetuningStream forward = new(Pairs(50), 4, seed: 1), jumping = new(Pairs(50), 4, seed: 1);
        int[][] expected = [.. Enumerable.Range(0, 60).Select(step => forward.Batch(step).Inputs)];

        Assert.All([59, 0, 21, 20, 19, 40], step => Assert.Equal(expected[step], jumping.Batch(step).Inputs));
        Assert.NotEqual(expected[0], new FinetuningStream(Pairs(50), 4, seed: 2).Batch(0).Inputs);
    }

    [Fact]
    public void Batch_OtherEpoch_ComesInAnotherOrder()
    {
        FinetuningStream stream = new(Pairs(120), 8, seed: 1);

        Assert.NotEqual(Enumerable.Range(0, 15).SelectMany(step => Numbers(stream.Batch(step))), Enumerable.Range(15, 15).SelectMany(step => Numbers(stream.Batch(step))));
    }

    [Fact]
    public void Batch_PairsOfManyLengths_PadsLittle()
    {
        SplitMix generator = new(3);
        ImmutableArray<EncodedPair> pairs = [.. Enumerable.Range(0, 2_000).Select(i => new EncodedPair([.. Enumerable.Repeat(5, generator.NextInt32(60) + 4), 1], [5, 1]))];
        FinetuningStream stream = new(pairs, 16, seed: 1);

        TokenBatch[] batches = [.. Enumerable.Range(0, 100).Select(step => stream.Batch(step))];
        double padding = batches.Sum(batch => batch.Inputs.Count(id => id == TextTokenizer.Pad)) / (double)batches.Sum(batch => batch.Inputs.Length);

        Assert.InRange(padding, 0, 0.06); // without buckets it is about 45 %
        Assert.InRange(Math.Abs(batches[..20].Select((batch, step) => batch.InputLength * (step - 9.5)).Sum()), 0, 6_000); // and lengths do not rise with the step
    }

    [Fact]
    public void Batch_RowsOfUnequalLength_ArePaddedToTheLongest()
    {
        FinetuningStream stream = new([new([7, 8, 1], [9, 1]), new([7, 1], [9, 9, 9, 1])], 2, seed: 1);

        TokenBatch batch = stream.Batch(0);

        Assert.Equal((2, 3, 4), (batch.Rows, batch.InputLength, batch.TargetLength));
        Assert.Equal([7, 1, 0, 7, 8, 1], batch.Inputs);
        Assert.Equal([9, 9, 9, 1, 9, 1, 0, 0], batch.Targets);
        Assert.Equal((6, 11), (batch.TargetTokens, batch.RawTokens));
    }

    [Fact]
    public void Stream_NoPairs_IsRefused()
    {
        Assert.StartsWith("Finetuning needs at least one pair; got none.", Assert.Throws<ArgumentException>(() => new FinetuningStream([], 2, seed: 1)).Message);
    }

    // Pair number i starts with the id 10 + i and has a length of its own.
    private static ImmutableArray<EncodedPair> Pairs(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new EncodedPair([10 + i, .. Enumerable.Repeat(5, i * 7 % 13), 1], [10 + i, .. Enumerable.Repeat(6, i * 5 % 11), 1]))];

    private static int[] Numbers(TokenBatch batch)
    {
        int[] numbers = [.. batch.Inputs.Chunk(batch.InputLength).Select(row => row[0] - 10)];
        Assert.Equal(numbers, batch.Targets.Chunk(batch.TargetLength).Select(row => row[0] - 10));
        return numbers;
    }
}
