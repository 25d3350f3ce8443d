using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class AdamWScaleTests
{
    // A vector of ones, gradient 3: m = 0.3, v = 0.009; the corrections √(1−0.999) / (1−0.9) make the step rate · RMS(w) · 3 / (3 + ε·√1000): 0.1 less 1e-6.
    [Fact]
    public void Step_FirstStep_MovesByTheRate()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using AdamWScale optimizer = new(model.Parameters);
        model.Parameters.Gradients.fill_(3f);

        optimizer.Step(learningRate: 0.1);

        Assert.All(model.Parameters.Slice("encoder.final_layer_norm.weight")!.data<float>(), weight => Assert.Equal(0.9, weight, 2e-6));
    }

    // Gradient 1 after 3. m = 0.9·0.3 + 0.1 = 0.37, v = 0.999·0.009 + 0.001 = 0.009991; √(1−0.999²) / (1−0.9²) = 0.0447102 / 0.19 = 0.235317;
    // 0.37 / √0.009991 = 3.701666, times 0.235317 is 0.871065. Weights are 0.9 after the first step, and so is their RMS: 0.9 − 0.1 · 0.9 · 0.871065 = 0.821604.
    // With decay 0.5: the first step ends at 0.9 · (1 − 0.05) = 0.855, the second at (0.855 − 0.0855 · 0.871065) · 0.95 = 0.741498.
    [Theory]
    [InlineData(0.0, 0.821604)]
    [InlineData(0.5, 0.741498)]
    public void Step_SecondStep_IsTheHandWorkedOne(double weightDecay, double expected)
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using AdamWScale optimizer = new(model.Parameters, weightDecay);
        model.Parameters.Gradients.fill_(3f);
        optimizer.Step(learningRate: 0.1);

        model.Parameters.Gradients.fill_(1f);
        optimizer.Step(learningRate: 0.1);

        Assert.All(model.Parameters.Slice("encoder.final_layer_norm.weight")!.data<float>(), weight => Assert.Equal(expected, weight, 5e-6));
    }

    // Each slice of a stack is scaled by its own weights: doubling those of one matrix doubles its step.
    [Fact]
    public void Step_LargerWeights_MoveFartherByAsMuch()
    {
        const string name = "encoder.block.0.layer.0.SelfAttention.k.weight";
        float[] moves = [Move(1), Move(2)];

        Assert.Equal(2, moves[1] / moves[0], 1e-3);

        static float Move(float scale)
        {
            using T5Model model = new(TinyModels.Config, seed: 1);
            using AdamWScale optimizer = new(model.Parameters);
            using IDisposable noGradient = no_grad();
            Tensor matrix = model.Parameters.Slice(name)!;
            matrix.mul_(scale);
            float before = matrix[0, 0].item<float>();
            model.Parameters.Gradients.fill_(1f);
            optimizer.Step(learningRate: 0.1);
            return before - matrix[0, 0].item<float>();
        }
    }

    [Fact]
    public void State_Names_AreThoseOfTheSlices()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using AdamWScale optimizer = new(model.Parameters);
        model.Parameters.Gradients.copy_(model.Parameters.Values);

        optimizer.Step(learningRate: 0.1);

        (string name, Tensor moments) = optimizer.State().Single(entry => entry.Name == "exp_avg.decoder.block.1.layer.1.EncDecAttention.v.weight");
        Tensor gradient = model.Parameters.Gradients;
        Assert.Equal([32L, 32L], moments.shape);
        Assert.Equal(2 * model.Parameters.Weights.Sum(weight => weight.Slices.Length), optimizer.State().Count());
        Assert.True(gradient.numel() > 0, name);
    }
}
