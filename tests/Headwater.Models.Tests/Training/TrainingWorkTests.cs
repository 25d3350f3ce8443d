using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class TrainingWorkTests
{
    // One layer a side, width 4, inner width 6, inner layer 8, vocabulary 10; source lengths 3 and 1, target lengths 2 and 2.
    // A projection has 24 weights, the gated layer 96. Source tokens (4) meet 96 + 96 and the keys and values of the decoder, 48: 960.
    // Target tokens (4) meet 144 + 96 and the head, 40: 1120. Scores: encoder 9 + 1, decoder 4 + 4, across 6 + 2: 26. 6 · 2080 + 12 · 26 · 6 = 14352.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flops_TwoExamples_AreTheHandCountedOnes(bool packed)
    {
        T5Config config = new() { VocabSize = 10, DModel = 4, DKv = 3, NumHeads = 2, DFf = 8, NumLayers = 1, NumDecoderLayers = 1 };
        TokenBatch batch = TinyModels.Batch([new([5, 6, 1], [7, 1]), new([1], [8, 1])], padInputs: 2, padTargets: 1);

        double flops = TrainingWork.Flops(config, packed ? Packing.Pack(batch, 8) : batch);

        Assert.Equal(14352, flops);
    }
}
