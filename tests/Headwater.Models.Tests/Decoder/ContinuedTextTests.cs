using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class ContinuedTextTests
{
    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Next_PromptsOfSeveralLengths_EqualsFullDecoding(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        int[][] prompts = [[4, 5, 6, 7, 8], [9], [3, 2]];
        int[][] continued = [[10, 11, 12], [13, 14, 15], [16, 17, 18]];
        ReferenceDecoder reference = new(model);
        using IDisposable noGradient = no_grad();
        using ContinuedText text = new(model, prompts, maxLength: 4);
        int[] last = text.First;
        for (int step = 0; step < 4; step++)
        {
            float[] logits = text.Next(last).ToArray();
            for (int row = 0; row < prompts.Length; row++)
            {
                double[] expected = reference.Logits([.. prompts[row], .. continued[row][..step]], prompts[row].Length)[^1];
                Assert.All(expected.Zip(logits.Skip(row * 40).Take(40)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            }

            last = step == 3 ? [] : [.. continued.Select(ids => ids[step])];
        }
    }

    [Fact]
    public void Keep_RowsInAnotherOrder_GoOnFromTheirOwnPast()
    {
        using DecoderModel model = TinyDecoders.Random("qwen3");
        int[][] prompts = [[4, 5, 6, 7, 8], [9, 3]];
        using IDisposable noGradient = no_grad();
        using ContinuedText text = new(model, prompts, maxLength: 3);
        text.Next(text.First);

        text.Keep([1, 1, 0]);
        float[] logits = text.Next([20, 21, 22]).ToArray();

        ReferenceDecoder reference = new(model);
        int[][] whole = [[9, 3, 20], [9, 3, 21], [4, 5, 6, 7, 8, 22]];
        for (int row = 0; row < whole.Length; row++)
        {
            Assert.All(reference.Logits(whole[row])[^1].Zip(logits.Skip(row * 40).Take(40)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Theory]
    [InlineData("llama", 1)]
    [InlineData("llama", 3)]
    [InlineData("llama, prefix", 1)]
    [InlineData("llama, prefix", 3)]
    public void Generate_RandomCheckpoint_FollowsTheReference(string name, int beam)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        ReferenceDecoder reference = new(model);
        int[][] prompts = [[4, 5, 6, 7, 8], [9, 3], [30]];

        int[][] outputs = Generation.Generate(model, prompts, new GenerationOptions { MaxLength = 5, Beam = beam, LengthPenalty = 0 });

        if (beam == 1)
        {
            Assert.Equal(prompts.Select(prompt => Greedy(reference, prompt, 5)), outputs);
            return;
        }

        // A wider search finds nothing less likely.
        int[][] greedy = Generation.Generate(model, prompts, new GenerationOptions { MaxLength = 5 });
        Assert.True(outputs.Zip(prompts, (output, prompt) => LogLikelihood(reference, prompt, output)).Sum()
            >= greedy.Zip(prompts, (output, prompt) => LogLikelihood(reference, prompt, output)).Sum() - 1e-6);
    }

    [Fact]
    public void Generate_MoreThanThePositions_IsRefused()
    {
        using DecoderModel model = TinyDecoders.Random("llama");

        Assert.Contains("positions for 64", Assert.Throws<ArgumentException>(() => Generation.Generate(model, [[1, 2, 3]], new GenerationOptions { MaxLength = 63 })).Message, StringComparison.Ordinal);
    }

    private static double LogLikelihood(ReferenceDecoder reference, int[] prompt, int[] output)
    {
        int[] ids = output.Length < 5 ? [.. prompt, .. output, 1] : [.. prompt, .. output];
        return -reference.Loss(ids, [.. ids.Select((id, i) => i < prompt.Length ? -100 : id)]);
    }

    private static int[] Greedy(ReferenceDecoder reference, int[] prompt, int length)
    {
        List<int> output = [];
        while (output.Count < length)
        {
            double[] logits = reference.Logits([.. prompt, .. output], prompt.Length)[^1];
            int next = Array.IndexOf(logits, logits.Max());
            if (next == 1)
            {
                break;
            }

            output.Add(next);
        }

        return [.. output];
    }
}
