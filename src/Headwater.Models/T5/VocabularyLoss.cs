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
    /// With ε = smoothing, z = logits, V = vocabulary, n = rows:  loss = Σ ( logsumexp z − (1−ε) z_target − ε mean z ),
    /// d(loss/n)/dz = ( softmax z − (1−ε) onehot − ε/V ) / n.  Returns the sum, in nats, and the gradient of the mean with respect to the states;
    /// the head's is added to its own.
    /// </summary>
    public static (double Sum, Tensor Gradient) Backward(T5Model model, Tensor states, Tensor targets, double smoothing)
    {
        using IDisposable noGradient = no_grad();
        long count = states.shape[0];
        using Tensor head = model.Head.detach();
        using Tensor headGradient = model.Head.grad!;
        Tensor gradient = empty_like(states);
        double sum = 0;
        foreach ((long start, long rows) in Chunks(count, model.Config.VocabSize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor chunk = states.narrow(0, start, rows);
            Tensor logits = chunk.mm(head.t()).mul_(model.HeadScale);
            Tensor target = targets.narrow(0, start, rows).unsqueeze(1);
            Tensor normaliser = logits.logsumexp(1, keepdim: true);
            Tensor loss = normaliser.sub(logits.gather(1, target).mul_(1 - smoothing));
            if (smoothing > 0)
            {
                loss = loss.sub(logits.mean([1L], keepdim: true).mul_(smoothing));
            }

            sum += loss.sum(ScalarType.Float64).item<double>();
            Tensor slope = logits.sub_(normaliser).exp_();
            if (smoothing > 0)
            {
                slope.sub_(smoothing / model.Config.VocabSize);
            }

            slope.scatter_add_(1, target, full([rows, 1], (float)(smoothing - 1), device: slope.device)).mul_(model.HeadScale / count);
            headGradient.addmm_(slope.t(), chunk);
            gradient.narrow(0, start, rows).copy_(slope.mm(head));
        }

        return (sum, gradient);
    }

    /// <summary>The negative log-likelihood of each target, in nats.</summary>
    public static float[] Of(T5Model model, Tensor states, Tensor targets)
    {
        float[] losses = new float[states.shape[0]];
        foreach ((long start, long rows) in Chunks(losses.Length, model.Config.VocabSize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = model.Logits(states.narrow(0, start, rows));
            Tensor loss = logits.logsumexp(1, keepdim: true).sub(logits.gather(1, targets.narrow(0, start, rows).unsqueeze(1)));
            loss.cpu().data<float>().CopyTo(losses.AsSpan((int)start, (int)rows));
        }

        return losses;
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
