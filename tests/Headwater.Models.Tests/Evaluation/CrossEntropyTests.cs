using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class CrossEntropyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void Of_AnyBatchSize_KeepsOrderAndValues(int batchTokens)
    {
        using T5Model model = new(TinyModels.Config, seed: 2);
        SplitMix random = new(5);
        EncodedPair[] pairs = [.. Enumerable.Range(0, 20).Select(_ => TinyModels.CopyPair(random, vocabulary: 48, longest: 12))];

        ExampleLoss[] losses = [.. CrossEntropy.Of(model, pairs, batchTokens)];

        Assert.Equal(pairs.Select(pair => pair.Target.Length), losses.Select(loss => loss.Tokens));
        Assert.All(pairs.Zip(losses), entry => Assert.Equal(CrossEntropy.Of(model, [entry.First])[0].NegativeLogLikelihood, entry.Second.NegativeLogLikelihood, 1e-4));
    }

    [Fact]
    public void Mean_Losses_IsPerToken()
    {
        Assert.Equal(2.0, CrossEntropy.Mean([new ExampleLoss(2, 3), new ExampleLoss(8, 2)]));
    }

    [Fact]
    public void Mean_None_Throws()
    {
        Assert.Throws<ArgumentException>(() => CrossEntropy.Mean([]));
    }
}
