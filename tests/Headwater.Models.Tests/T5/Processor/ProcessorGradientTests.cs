using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class ProcessorGradientTests
{
    private const double ZLoss = 0.01;

    // Automatic differentiation of the same model by libtorch is the oracle, dropout included.
    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(0.1, 0.0, true)]
    [InlineData(0.0, 0.2, false)]
    [InlineData(0.1, 0.3, true)]
    [InlineData(0.0, 0.2, true, T5Config.Relu)]
    public void Compute_AnyBatch_EqualsAutomaticDifferentiation(double smoothing, double dropout, bool tied, string feedForward = T5Config.GatedGelu)
    {
        using T5Model model = Tracked(TinyModels.Config with { TieWordEmbeddings = tied, DKv = 12, FeedForwardProj = feedForward });
        TokenBatch batch = TinyModels.CopyBatch(3, rows: 5, padInputs: 2, padTargets: 1);

        (double expectedSum, float[] expected) = Differentiated(model, batch, dropout, smoothing);
        (double sum, float[] gradient) = Computed(model, batch, dropout, smoothing);

        Assert.Equal(expectedSum, sum, 1e-3);
        AssertClose(expected, gradient);
    }

    [Fact]
    public void Compute_ManyPassesOfFullRows_EqualsAutomaticDifferentiation()
    {
        using T5Model model = Tracked(TinyModels.Config);
        TokenBatch batch = FullBatch(rows: 30, length: 96);

        (double expectedSum, float[] expected) = Differentiated(model, batch, dropout: 0.1, smoothing: 0);
        (double sum, float[] gradient) = Computed(model, batch, dropout: 0.1, smoothing: 0);

        Assert.Equal(1, sum / expectedSum, 1e-5);
        AssertClose(expected, gradient);
    }

    [Fact]
    public void Compute_MoreThreads_GivesTheSameGradient()
    {
        using T5Model model = Tracked(TinyModels.Config);
        TokenBatch batch = TinyModels.CopyBatch(3, rows: 5);
        (_, float[] one) = Computed(model, batch, dropout: 0.2, smoothing: 0);

        TorchRuntime.Load(threads: 7);      // two of them without a row
        try
        {
            (_, float[] seven) = Computed(model, batch, dropout: 0.2, smoothing: 0);

            AssertClose(one, seven);
        }
        finally
        {
            TorchRuntime.Load(threads: 1);
        }
    }

    [Fact]
    public void Compute_Adding_AddsTheSecondBatch()
    {
        using T5Model model = Tracked(TinyModels.Config);
        using ProcessorGradient gradient = new(model);
        TokenBatch batch = TinyModels.CopyBatch(5);
        gradient.Compute(batch, DropoutPlan.None, default, batch.TargetTokens);
        double once = gradient.Combine();

        gradient.Compute(batch, DropoutPlan.None, default, 2 * batch.TargetTokens);
        gradient.Compute(batch, DropoutPlan.None, default, 2 * batch.TargetTokens, adds: true);

        Assert.Equal(once, gradient.Combine(), 1e-5);
        Assert.Equal(model.Parameters.Gradients.norm().item<float>(), once, 1e-4);
    }

    [Fact]
    public void Compute_IdOutsideTheVocabulary_IsRefused()
    {
        using T5Model model = Tracked(TinyModels.Config);
        using ProcessorGradient gradient = new(model);
        TokenBatch batch = TinyModels.CopyBatch(5);
        batch.Inputs[0] = 48;

        ArgumentException exception = Assert.Throws<ArgumentException>(() => gradient.Compute(batch, DropoutPlan.None, default, batch.TargetTokens));

        Assert.Contains("token id 48; the model's vocabulary has 48", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ManySteps_KeepsNoTensor()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        List<long> live = [];
        TrainingOptions options = new() { Schedule = LearningRateSchedule.Constant(0.01), Steps = 60, Dropout = 0.1, LogEvery = 20 };
        using Trainer trainer = new(model, options, new TrainingCallbacks { OnLog = _ => live.Add(Tensor.TotalCount) });

        trainer.Run(step => TinyModels.CopyBatch((ulong)step));

        Assert.Equal([live[0], live[0], live[0]], live);
    }

    private static T5Model Tracked(T5Config config)
    {
        T5Model model = new(config, seed: 9);
        model.Parameters.TrackGradients();
        return model;
    }

    private static (double Sum, float[] Gradient) Computed(T5Model model, TokenBatch batch, double dropout, double smoothing)
    {
        model.Parameters.Gradients.fill_(7);        // what was there must not matter
        using ProcessorGradient gradient = new(model);
        double sum = gradient.Compute(batch, new DropoutPlan(dropout, 11), new LossTerms(smoothing, ZLoss), batch.TargetTokens);
        gradient.Combine();
        return (sum, model.Parameters.Gradients.data<float>().ToArray());
    }

    private static (double Sum, float[] Gradient) Differentiated(T5Model model, TokenBatch batch, double dropout, double smoothing)
    {
        using DisposeScope scope = NewDisposeScope();
        model.Parameters.Gradients.zero_();
        ModelBatch tensors = ModelBatch.Of(batch, model);
        Tensor hidden = model.Hidden(tensors, new DropoutPlan(dropout, 11));
        (double sum, Tensor slope) = VocabularyLoss.Backward(model, hidden.detach(), tensors.TargetIds, smoothing, ZLoss);
        hidden.backward([slope]);
        return (sum, model.Parameters.Gradients.data<float>().ToArray());
    }

    // Float32 sums in another order: relative to the largest of the gradient.
    private static void AssertClose(float[] expected, float[] actual)
    {
        double largest = expected.Max(Math.Abs);
        Assert.True(largest > 0);
        Assert.True(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)) < 2e-5 * largest);
    }

    private static TokenBatch FullBatch(int rows, int length)
    {
        SplitMix random = new(3);
        int[] ids = [.. Enumerable.Range(0, rows * length).Select(_ => 3 + random.NextInt32(45))];
        return new TokenBatch
        {
            Rows = rows, InputLength = length, TargetLength = length, Inputs = ids, Targets = ids, TargetTokens = ids.Length, RawTokens = ids.Length,
        };
    }
}
