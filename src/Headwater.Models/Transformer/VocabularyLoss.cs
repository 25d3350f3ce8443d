using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Cross-entropy over the vocabulary, with its gradient written out: the logits of a chunk of rows become their own gradient in place,
/// so memory is one chunk, whatever the batch. Nothing here is recorded for automatic differentiation.
/// </summary>
internal static class VocabularyLoss
{
    // Floats of one chunk of logits: 16 MiB.
    private const int ChunkSize = 1 << 22;

    /// <summary>
    /// With ε = smoothing, ζ = zLoss, z = logits, log Z = logsumexp z, V = vocabulary, n = rows:  loss = Σ ( log Z − (1−ε) z_target − ε mean z + ζ (log Z)² ),
    /// d(loss/n)/dz = ( (1 + 2ζ log Z) softmax z − (1−ε) onehot − ε/V ) / n.  Smoothing is that of PyTorch and transformers: it spreads ε over all V ids and
    /// subtracts nothing, where t5x spreads it over the V − 1 others and subtracts its entropy. ζ is t5x's z_loss (1e-4 in its settings).  Returns the sum, in nats, and the gradient of the mean with respect to the states;
    /// the head's is added to its own. Where the rows are part of a larger batch, n is <paramref name="of"/>, the batch's, so that gradients of the parts add up.
    /// </summary>
    public static (double Sum, Tensor Gradient) Backward(LanguageModel model, Tensor states, Tensor targets, double smoothing, double zLoss = 0, long? of = null)
    {
        using IDisposable noGradient = no_grad();
        long count = states.shape[0];
        double scale = model.HeadScale / (of ?? count);
        using Tensor head = model.Head.detach();
        using Tensor headGradient = model.Head.grad!;
        Tensor gradient = empty_like(states);
        double sum = 0;
        foreach ((long start, long rows) in Chunks(count, model.VocabularySize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor chunk = states.narrow(0, start, rows);
            Tensor target = targets.narrow(0, start, rows);
            Tensor slope = model.HeadScale == 1 ? chunk.mm(head.t()) : chunk.mm(head.t()).mul_(Number.Of(model.HeadScale));
            sum += states.device_type == DeviceType.CPU
                ? LossAndSlope(slope, target, smoothing, scale, zLoss)
                : PlainLossAndSlope(slope, target, smoothing, scale, zLoss);
            headGradient.addmm_(slope.t(), chunk);
            gradient.narrow(0, start, rows).copy_(slope.mm(head));
        }

        return (sum, gradient);
    }

    /// <summary>The negative log-likelihood of each target, in nats.</summary>
    public static float[] Of(LanguageModel model, (Tensor States, Tensor Targets) hidden) => Of(model, hidden.States, hidden.Targets);

    /// <summary>The negative log-likelihood of each target, in nats.</summary>
    public static float[] Of(LanguageModel model, Tensor states, Tensor targets)
    {
        float[] losses = new float[states.shape[0]];
        foreach ((long start, long rows) in Chunks(losses.Length, model.VocabularySize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = model.Logits(states.narrow(0, start, rows));
            Tensor loss = logits.logsumexp(1, keepdim: true).sub(logits.gather(1, targets.narrow(0, start, rows).unsqueeze(1)));
            loss.cpu().data<float>().CopyTo(losses.AsSpan((int)start, (int)rows));
        }

        return losses;
    }

    // The summed loss; the logits become scale · their gradient.
    private static unsafe double LossAndSlope(Tensor logits, Tensor targets, double smoothing, double scale, double zLoss)
    {
        double[] losses = new double[logits.shape[0]];
        fixed (byte* ids = targets.bytes)
        {
            VocabularyKernel.LossAndSlope(Lanes.Floats(logits), (long*)ids, losses, losses.Length, (int)logits.shape[1], (float)smoothing, (float)scale, zLoss);
        }

        return losses.Sum();
    }

    internal static double PlainLossAndSlope(Tensor logits, Tensor targets, double smoothing, double scale, double zLoss)
    {
        Tensor target = targets.unsqueeze(1);
        Tensor normaliser = logits.logsumexp(1, keepdim: true);
        Tensor loss = normaliser.sub(logits.gather(1, target).mul_(Number.Of(1 - smoothing))).sub_(logits.mean([1L], keepdim: true).mul_(Number.Of(smoothing))).add_(normaliser.pow(Number.Two).mul_(Number.Of(zLoss)), Number.One);
        double sum = loss.sum(ScalarType.Float64).item<double>();
        logits.sub_(normaliser).exp_().mul_(normaliser.mul(Number.Of(2 * zLoss)).add_(Number.One)).sub_(Number.Of(smoothing / logits.shape[1]));
        logits.scatter_add_(1, target, full([target.shape[0], 1], Number.Of((float)(smoothing - 1)), dtype: float32, device: logits.device)).mul_(Number.Of(scale));
        return sum;
    }

    private static IEnumerable<(long Start, long Rows)> Chunks(long count, int vocabulary)
    {
        long step = Math.Max(1, ChunkSize / vocabulary);
        for (long start = 0; start < count; start += step)
        {
            yield return (start, Math.Min(step, count - start));
        }
    }
}
