using System.Collections.Immutable;

namespace Headwater.Data.Tests;

public sealed class TokenBudgetStreamTests
{
    private static readonly ImmutableArray<EncodedPair> Pairs = [.. Enumerable.Range(0, 60).Select(i => Pair(i + 3, 2 + (i * 7 % 13), 2 + (i * 5 % 11)))];

    [Fact]
    public void Batch_AnyStep_HoldsNoMoreThanTheBudget()
    {
        TokenBudgetStream stream = new(Pairs, tokens: 90, seed: 3);

        Assert.All(Enumerable.Range(0, 60).Select(step => stream.Batch(step)), batch => Assert.InRange(batch.Rows * (batch.InputLength + batch.TargetLength), 1, 90));
        Assert.True(Enumerable.Range(0, 60).Select(step => stream.Batch(step).Rows).Distinct().Count() > 3, "every batch has as many rows");
    }

    [Fact]
    public void Batch_OneEpoch_HasEveryPairOnce()
    {
        TokenBudgetStream stream = new(Pairs, tokens: 90, seed: 3);
        List<int> seen = [];
        for (int step = 0; seen.Count < Pairs.Length; step++)
        {
            TokenBatch batch = stream.Batch(step);
            seen.AddRange(Enumerable.Range(0, batch.Rows).Select(row => batch.Inputs[row * batch.InputLength]));
        }

        Assert.Equal(Pairs.Select(pair => pair.Input[0]).Order(), seen.Order());
    }

    [Fact]
    public void Batch_AnyOrderOfAsking_GivesTheSame()
    {
        TokenBudgetStream inOrder = new(Pairs, tokens: 90, seed: 3);
        int[][] expected = [.. Enumerable.Range(0, 40).Select(step => inOrder.Batch(step).Inputs)];

        Assert.All(Enumerable.Range(0, 40).Reverse(), step => Assert.Equal(expected[step], new TokenBudgetStream(Pairs, tokens: 90, seed: 3).Batch(step).Inputs));
        Assert.Equal(expected[5], inOrder.Batch(5).Inputs);
        Assert.NotEqual(expected[0], new TokenBudgetStream(Pairs, tokens: 90, seed: 4).Batch(0).Inputs);
    }

    [Fact]
    public void Batch_PairBeyondTheBudget_IsABatchOfItsOwn()
    {
        TokenBudgetStream stream = new([Pair(3, 20, 20), Pair(4, 2, 2)], tokens: 10, seed: 1);

        Assert.Equal([1, 1], new[] { stream.Batch(0).Rows, stream.Batch(1).Rows });
    }

    private static EncodedPair Pair(int id, int input, int target) =>
        new([.. Enumerable.Repeat(id, input - 1), 1], [.. Enumerable.Repeat(id, target - 1), 1]);
}
