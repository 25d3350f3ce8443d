using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class GreedySearchTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Next_Cached_EqualsFullDecoding(bool byLibtorch)
    {
        using T5Model model = new(TinyModels.Config with { DKv = 40 }, seed: 2);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int[] inputs = [5, 6, 7, 8, 1, 9, 1, 0, 0, 0];
        int[][] tokens = [[0, 0], [12, 13], [14, 15], [16, 17]];
        Tensor? mask = ModelBatch.Mask(inputs, 2, 5, CPU);
        Tensor encoded = model.Encode(from_array(inputs), 2, mask, DropoutPlan.None);
        Tensor full = model.Logits(model.Decode(from_array(new[] { 0, 12, 14, 16, 0, 13, 15, 17 }), 2, encoded, mask, DropoutPlan.None)).view(2, 4, -1);

        using DecoderState decoder = byLibtorch ? new DecoderCache(model, inputs, 2, maxLength: 4) : new ProcessorDecoder(model, inputs, 2, maxLength: 4);

        for (int position = 0; position < 4; position++)
        {
            // One position at a time adds up in another order.
            Assert.True(from_array(decoder.Next(tokens[position]).ToArray()).view(2, -1).allclose(full.select(1, position), rtol: 1e-4, atol: 1e-5));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keep_RowsInAnotherOrder_GoOnWithTheirPast(bool byLibtorch)
    {
        using T5Model model = new(TinyModels.Config, seed: 2);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int[] inputs = [5, 6, 1, 9, 1, 0];
        Tensor? mask = ModelBatch.Mask(inputs, 2, 3, CPU);
        Tensor encoded = model.Encode(from_array(inputs), 2, mask, DropoutPlan.None);
        Tensor full = model.Logits(model.Decode(from_array(new[] { 0, 12, 14, 0, 13, 15 }), 2, encoded, mask, DropoutPlan.None)).view(2, 3, -1);

        using DecoderState decoder = byLibtorch ? new DecoderCache(model, inputs, 2, maxLength: 3) : new ProcessorDecoder(model, inputs, 2, maxLength: 3);
        _ = decoder.Next([0, 0]);
        decoder.Keep([1, 0, 1]);
        _ = decoder.Next([13, 12, 20]);
        decoder.Keep([1, 0]);
        Tensor last = from_array(decoder.Next([14, 15]).ToArray()).view(2, -1);

        Assert.True(last.allclose(full.select(1, 2), rtol: 1e-4, atol: 1e-5));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(5)]
    [InlineData(1)]
    public void Generate_AnyBatchSize_EqualsFullDecodingOfEachInput(int rows)
    {
        using T5Model model = DecodingModels.Trained();
        int[][] inputs = DecodingModels.Inputs(count: 17);

        int[][] outputs = Generation.Generate(model, inputs, new GenerationOptions { MaxLength = 9, BatchRows = rows });

        Assert.Equal(inputs.Select(input => Slow(model, input, maxLength: 9)), outputs);
        Assert.Contains(outputs, output => output.Length < 9);      // some ended by the end mark, so rows were dropped on the way
    }

    [Fact]
    public void Generate_MaxLength_IsKept()
    {
        using T5Model model = new(TinyModels.Config, seed: 2);

        Assert.All(Generation.Generate(model, DecodingModels.Inputs(count: 4), new GenerationOptions { MaxLength = 3 }), output => Assert.InRange(output.Length, 0, 3));
    }

    [Fact]
    public void Generate_NoInput_NoOutput()
    {
        using T5Model model = new(TinyModels.Config, seed: 2);

        Assert.Empty(Generation.Generate(model, []));
    }

    // The whole decoder again for each token, without a cache or a batch.
    private static int[] Slow(T5Model model, int[] input, int maxLength)
    {
        using IDisposable noGradient = no_grad();
        List<int> ids = [0];
        while (ids.Count <= maxLength)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor encoded = model.Encode(from_array(input), 1, null, DropoutPlan.None);
            Tensor logits = model.Logits(model.Decode(from_array(ids.ToArray()), 1, encoded, null, DropoutPlan.None));
            int next = (int)logits[ids.Count - 1].argmax().item<long>();
            if (next == 1)
            {
                break;
            }

            ids.Add(next);
        }

        return [.. ids.Skip(1)];
    }
}
