using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class AdamWTests
{
    // The formula in float64, one weight at a time.
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Step_SeveralSteps_EqualTheFormula(double decay)
    {
        using DecoderModel model = TinyDecoders.Random("qwen2");
        using AdamW optimizer = new(model.Parameters, decay);
        double[] weights = [.. model.Parameters.Values.data<float>().ToArray().Select(value => (double)value)];
        bool[] isMatrix = [.. model.Parameters.Weights.SelectMany(weight => Enumerable.Repeat(!weight.IsVector, (int)weight.Count))];
        (double[] first, double[] second) = (new double[weights.Length], new double[weights.Length]);
        SplitMix random = new(4);
        for (int step = 1; step <= 3; step++)
        {
            float[] gradients = [.. weights.Select(_ => (float)(random.NextDouble() - 0.5))];
            double rate = 0.01 * step;
            using (no_grad())
            {
                model.Parameters.Gradients.copy_(from_array(gradients));
            }

            optimizer.Step(rate);

            for (int i = 0; i < weights.Length; i++)
            {
                first[i] = (0.9 * first[i]) + (0.1 * gradients[i]);
                second[i] = (0.95 * second[i]) + (0.05 * gradients[i] * gradients[i]);
                double update = first[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.95, step))) + 1e-8);
                weights[i] -= rate * (update + (isMatrix[i] ? decay * weights[i] : 0));
            }
        }

        float[] moved = [.. model.Parameters.Values.data<float>()];
        Assert.Contains(true, isMatrix);
        Assert.Contains(false, isMatrix);
        Assert.All(weights.Zip(moved), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    [Fact]
    public void State_OfEveryWeight_HasItsShape()
    {
        using DecoderModel model = TinyDecoders.Random("gpt_neox");
        using AdamW optimizer = new(model.Parameters);

        Assert.Equal(
            Checkpoint.SlicesOf(model).SelectMany(slice => new[] { $"exp_avg.{slice.Name}", $"exp_avg_sq.{slice.Name}" }).Order(StringComparer.Ordinal),
            optimizer.State().Select(moments => moments.Name).Order(StringComparer.Ordinal));
        Assert.All(optimizer.State(), moments => Assert.Equal(model.Parameters.Slice(moments.Name[(moments.Name.IndexOf('.', StringComparison.Ordinal) + 1)..])!.shape, moments.Moments.shape));
    }
}
