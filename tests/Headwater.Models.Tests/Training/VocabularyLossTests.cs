using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class VocabularyLossTests
{
    // The head's gradient is written by hand; automatic differentiation of libtorch's own loss is the oracle.
    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(0.1, 0.0, false)]
    [InlineData(0.1, 0.0, true)]
    [InlineData(0.0, 0.01, false)]
    [InlineData(0.1, 0.01, true)]
    public void Backward_AnySmoothingAndZLoss_EqualsAutomaticDifferentiation(double smoothing, double zLoss, bool tied)
    {
        using T5Model model = new(TinyModels.Config with { TieWordEmbeddings = tied }, seed: 9);
        model.Parameters.TrackGradients();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor states = randn([13, 32]);
        Tensor targets = randint(0, 48, [13], dtype: int64);

        (double sum, Tensor gradient) = VocabularyLoss.Backward(model, states, targets, smoothing, zLoss);

        Tensor head = model.Head.detach().clone().requires_grad_(true);
        Tensor free = states.clone().requires_grad_(true);
        Tensor logits = free.mul(model.HeadScale).mm(head.t());
        Tensor loss = nn.functional.cross_entropy(logits, targets, label_smoothing: smoothing).add(logits.logsumexp(1).pow(2).mean().mul(zLoss));
        loss.backward();
        Assert.Equal(loss.item<float>(), sum / 13, 1e-5);
        Assert.True(gradient.allclose(free.grad!, rtol: 1e-4, atol: 1e-7));
        Assert.True(model.Head.grad!.allclose(head.grad!, rtol: 1e-4, atol: 1e-7));
    }

    // Other devices take libtorch's operations; they must give what the processor's kernel gives.
    [Fact]
    public void Backward_PlainOperations_EqualTheKernel()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor states = randn([7, 32]);
        Tensor targets = randint(0, 48, [7], dtype: int64);
        using T5Model model = new(TinyModels.Config, seed: 9);
        model.Parameters.TrackGradients();
        Tensor logits = model.Logits(states).detach();

        double plain = VocabularyLoss.PlainLossAndSlope(logits, targets, smoothing: 0.1, scale: 1.0 / 7, zLoss: 0.01);
        (double sum, Tensor gradient) = VocabularyLoss.Backward(model, states, targets, smoothing: 0.1, zLoss: 0.01);

        Assert.Equal(sum, plain, 1e-4);
        Assert.True(logits.mm(model.Head.detach()).allclose(gradient, rtol: 1e-4, atol: 1e-7));
    }

    [Fact]
    public void Backward_ManyChunks_EqualsOne()
    {
        using T5Model model = new(TinyModels.Config with { VocabSize = 1 << 20, DModel = 4 }, seed: 9);      // four rows to a chunk
        model.Parameters.TrackGradients();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(2);
        Tensor states = randn([9, 4]);
        Tensor targets = arange(9, dtype: int64);

        (double sum, Tensor gradient) = VocabularyLoss.Backward(model, states, targets, smoothing: 0);

        Assert.Equal(VocabularyLoss.Of(model, states, targets).Sum(loss => (double)loss), sum, 1e-3);
        (_, Tensor third) = VocabularyLoss.Backward(model, states.narrow(0, 3, 1), targets.narrow(0, 3, 1), smoothing: 0);
        // A million float32 terms to each sum; the gradient is of the order of 0.1.
        Assert.True(third.div(9).allclose(gradient.narrow(0, 3, 1), rtol: 1e-3, atol: 1e-6));
    }
}
