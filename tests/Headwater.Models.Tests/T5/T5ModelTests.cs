using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class T5ModelTests
{
    [Fact]
    public void New_EqualSeeds_EqualBytes()
    {
        using T5Model first = new(TinyModels.Config, seed: 5);
        using T5Model same = new(TinyModels.Config, seed: 5);
        using T5Model other = new(TinyModels.Config, seed: 6);

        Assert.Equal(TinyModels.Bytes(first), TinyModels.Bytes(same));
        Assert.NotEqual(TinyModels.Bytes(first), TinyModels.Bytes(other));
    }

    [Theory]
    [InlineData("shared.weight", 1.0)]
    [InlineData("lm_head.weight", 0.08838834764831845)]                                              // 128^-0.5
    [InlineData("encoder.block.0.layer.0.SelfAttention.q.weight", 0.011048543456039806)]              // (128·64)^-0.5
    [InlineData("encoder.block.0.layer.0.SelfAttention.k.weight", 0.08838834764831845)]
    [InlineData("decoder.block.0.layer.1.EncDecAttention.o.weight", 0.08838834764831845)]             // (2·64)^-0.5
    [InlineData("decoder.block.0.layer.2.DenseReluDense.wo.weight", 0.07905694150420949)]             // 160^-0.5
    public void New_Weight_HasItsSpread(string name, double deviation)
    {
        using T5Model model = new(TinyModels.Wide, seed: 1);
        using DisposeScope scope = NewDisposeScope();

        Tensor weight = model.Parameters.Slice(name)!;

        // 16,384 values or more: the standard error of a deviation is 0.6 % or less.
        Assert.Equal(1, weight.std().item<float>() / deviation, 0.03);
        Assert.Equal(0, weight.mean().item<float>() / deviation, 0.04);
    }

    [Fact]
    public void Loss_FirstStep_IsNearLogOfVocabulary()
    {
        T5Config config = TinyModels.Wide with { VocabSize = 4096 };
        using T5Model model = new(config, seed: 1);

        double loss = CrossEntropy.Mean(CrossEntropy.Of(model, Pairs(count: 64, config.VocabSize)));

        // The logits' variance of 1 adds half a nat to ln 4096 = 8.32.
        Assert.Equal(Math.Log(config.VocabSize) + 0.5, loss, 0.3);
    }

    [Fact]
    public void Decode_LaterToken_NeverChangesAnEarlierLogit()
    {
        using T5Model model = new(TinyModels.Config, seed: 2);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor encoded = model.Encode(from_array(new[] { 5, 6, 7, 1 }), rows: 1, null, DropoutPlan.None);
        int[] ids = [0, 9, 10, 11, 12];

        Tensor before = model.Logits(model.Decode(from_array(ids), 1, encoded, null, DropoutPlan.None));
        ids[3] = 30;
        Tensor after = model.Logits(model.Decode(from_array(ids), 1, encoded, null, DropoutPlan.None));

        Assert.Equal(before.narrow(0, 0, 3).data<float>().ToArray(), after.narrow(0, 0, 3).data<float>().ToArray());
        Assert.NotEqual(before.narrow(0, 3, 2).data<float>().ToArray(), after.narrow(0, 3, 2).data<float>().ToArray());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(9, 0)]
    [InlineData(3, 4)]
    public void Hidden_MorePadding_SameLoss(int padInputs, int padTargets)
    {
        using T5Model model = new(TinyModels.Config, seed: 3);

        double plain = MeanLoss(model, TinyModels.CopyBatch(seed: 4));
        double padded = MeanLoss(model, TinyModels.CopyBatch(seed: 4, padInputs: padInputs, padTargets: padTargets));

        // Other shapes add up in another order.
        Assert.Equal(plain, padded, 2e-6);
    }

    [Fact]
    public void Hidden_FullBatch_EqualsPaddedBatch()
    {
        using T5Model model = new(TinyModels.Config, seed: 3);
        SplitMix random = new(7);
        EncodedPair[] pairs = [.. Enumerable.Range(0, 4).Select(_ => new EncodedPair([.. Enumerable.Range(0, 6).Select(_ => 3 + random.NextInt32(40)), 1], [8, 9, 1]))];

        Assert.Equal(MeanLoss(model, TinyModels.Batch(pairs)), MeanLoss(model, TinyModels.Batch(pairs, padInputs: 1, padTargets: 1)), 2e-6);
    }

    [Fact]
    public void Tied_Embeddings_ScaleTheHead()
    {
        using T5Model model = new(TinyModels.Config with { TieWordEmbeddings = true }, seed: 3);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor states = ones([1, 32]);

        Tensor expected = states.div(Math.Sqrt(32)).mm(model.Parameters.Slice("shared.weight")!.t());

        Assert.Null(model.Parameters.Slice("lm_head.weight"));
        Assert.True(expected.allclose(model.Logits(states)));
    }

    private static double MeanLoss(T5Model model, TokenBatch batch)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ModelBatch tensors = ModelBatch.Of(batch, model);
        return VocabularyLoss.Of(model, model.Hidden(tensors, DropoutPlan.None), tensors.TargetIds).Average(loss => (double)loss);
    }

    private static EncodedPair[] Pairs(int count, int vocabulary)
    {
        SplitMix random = new(11);
        return [.. Enumerable.Range(0, count).Select(_ => TinyModels.CopyPair(random, vocabulary, longest: 20))];
    }
}
