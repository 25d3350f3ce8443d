using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class BeamSearchTests
{
    // One wide, a search goes the greedy way, but may end where the end mark came second and the whole is likelier.
    [Fact]
    public void Generate_OneWideWithoutPenalty_IsGreedyOrALikelierBeginningOfIt()
    {
        using T5Model model = DecodingModels.Trained();
        int[][] inputs = DecodingModels.Inputs(count: 17);
        int[][] greedy = Generation.Generate(model, inputs, new GenerationOptions { MaxLength = 9 });

        int[][] outputs = BeamSearch.Generate(
            model, inputs, [.. Enumerable.Range(0, 17)], new GenerationOptions { MaxLength = 9, Beam = 1, LengthPenalty = 0 }, CancellationToken.None);

        Assert.All(Enumerable.Range(0, 17), i =>
        {
            Assert.Equal(greedy[i].Take(outputs[i].Length), outputs[i]);
            Assert.True(LogLikelihood(model, inputs[i], [.. outputs[i], 1]) >= LogLikelihood(model, inputs[i], [.. greedy[i], 1]) - 1e-4);
        });
        Assert.True(outputs.Zip(greedy).Count(pair => pair.First.SequenceEqual(pair.Second)) > 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(2)]
    public void Generate_AsWideAsAllHypotheses_FindsTheBestOfAll(double alpha)
    {
        const int MaxLength = 3;
        using T5Model model = new(TinyModels.Config with { VocabSize = 6 }, seed: 5);
        model.Parameters.Slice("lm_head.weight")!.mul_(8);          // far from uniform
        int[][] inputs = [[3, 4, 1], [5, 1], [2, 2, 4, 1]];

        int[][] outputs = Generation.Generate(model, inputs, new GenerationOptions { MaxLength = MaxLength, Beam = 36, LengthPenalty = alpha });

        Assert.Equal(inputs.Select(input => BestOfAll(model, input, MaxLength, alpha)), outputs);
    }

    [Fact]
    public void Generate_AnyBatchSize_IsTheSame()
    {
        using T5Model model = DecodingModels.Trained();
        int[][] inputs = DecodingModels.Inputs(count: 17);
        GenerationOptions options = new() { MaxLength = 9, Beam = 4 };

        int[][] together = Generation.Generate(model, inputs, options);

        Assert.Equal(together, Generation.Generate(model, inputs, options with { BatchRows = 1 }));
        Assert.Equal(together, Generation.Generate(model, inputs, options with { BatchRows = 20 }));
    }

    [Fact]
    public void Generate_WiderBeam_IsNoLessLikelyInAll()
    {
        using T5Model model = DecodingModels.Trained(steps: 20);
        int[][] inputs = DecodingModels.Inputs(count: 17);

        double Likelihood(int beam) => Generation
            .Generate(model, inputs, new GenerationOptions { MaxLength = 8, Beam = beam, LengthPenalty = 0 })
            .Zip(inputs).Sum(pair => LogLikelihood(model, pair.Second, [.. pair.First, 1]));

        Assert.True(Likelihood(8) >= Likelihood(1) - 1e-3);
    }

    [Fact]
    public void Generate_OptionsOutOfRange_NamesEach()
    {
        using T5Model model = new(TinyModels.Config, seed: 2);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => Generation.Generate(model, [], new GenerationOptions { Beam = 0, LengthPenalty = -1 }));

        Assert.Equal("The generation options are not valid. Beam is 0; expected at least 1. LengthPenalty is -1; expected 0 to 10.", exception.Message);
    }

    // Every output that ends within the length, each scored by a full decoding.
    private static int[] BestOfAll(T5Model model, int[] input, int maxLength, double alpha)
    {
        int[] letters = [0, 2, 3, 4, 5];
        List<int[]> outputs = [[]];
        List<int[]> longer = [[]];
        for (int length = 1; length < maxLength; length++)
        {
            longer = [.. longer.SelectMany(prefix => letters.Select(letter => (int[])[.. prefix, letter]))];
            outputs.AddRange(longer);
        }

        return outputs.MaxBy(output => LogLikelihood(model, input, [.. output, 1]) / Math.Pow((5.0 + output.Length + 1) / 6, alpha))!;
    }

    private static double LogLikelihood(T5Model model, int[] input, int[] target)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor encoded = model.Encode(from_array(input), 1, null, DropoutPlan.None);
        Tensor logits = model.Logits(model.Decode(from_array((int[])[0, .. target.SkipLast(1)]), 1, encoded, null, DropoutPlan.None)).log_softmax(1);
        return target.Select((token, place) => (double)logits[place][token].item<float>()).Sum();
    }
}
