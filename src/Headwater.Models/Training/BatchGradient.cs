using System.Runtime.InteropServices;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Loss and gradient of a batch, in as many parts as its memory asks for: each adds its share by target tokens, so that the parts together are the
/// batch. Where the device runs out of memory, the parts are halved and the batch is done again.
/// </summary>
internal sealed class BatchGradient(LanguageModel model, TrainingOptions options) : IDisposable
{
    // Null where libtorch differentiates: on a device and in bfloat16.
    private readonly ProcessorGradient? _processor = ProcessorGradient.Supports(model) ? new ProcessorGradient(model) : null;

    /// <summary>Rows of a part; null for whole batches.</summary>
    public int? MicroBatch { get; set; } = options.MicroBatch;

    /// <summary>Called with the rows of each part before it is done; what it throws counts as thrown by the device.</summary>
    public Action<int>? BeforePart { get; init; }

    /// <summary>Called with the new size and the device's words when parts were halved.</summary>
    public Action<int, string>? MicroBatchHalved { get; init; }

    /// <summary>The mean loss per target token, in nats, and the Euclidean norm of its gradient, which is left with the parameters.</summary>
    /// <exception cref="InvalidOperationException">Not even one row fits into memory.</exception>
    public (double Loss, double Norm) Compute(TokenBatch batch, ulong seed)
    {
        batch = model.Adapt(batch);
        while (true)
        {
            try
            {
                if (_processor is not null)
                {
                    return (Mean(batch, seed), _processor.Combine());
                }

                model.Parameters.ClearGradients();
                double loss = Mean(batch, seed);
                using DisposeScope scope = NewDisposeScope();
                return (loss, model.Parameters.Gradients.norm().item<float>());
            }
            catch (Exception exception) when (IsOutOfMemory(exception))
            {
                Halve(batch, exception);
            }
        }
    }

    public void Dispose() => _processor?.Dispose();

    private double Mean(TokenBatch batch, ulong seed)
    {
        int tokens = batch.CountTargets();
        if (MicroBatch is not int rows || rows >= batch.Rows)
        {
            return Part(batch, tokens, seed, adds: false) / tokens;
        }

        double sum = 0;
        ulong part = 0;
        foreach (TokenBatch micro in MicroBatches.Of(batch, rows))
        {
            sum += Part(micro, tokens, part == 0 ? seed : SplitMix.Mix(seed, part), adds: part > 0);
            part++;
        }

        return sum / tokens;
    }

    private double Part(TokenBatch batch, int tokensOfAll, ulong seed, bool adds)
    {
        BeforePart?.Invoke(batch.Rows);
        DropoutPlan dropout = new(options.Dropout, seed);
        if (_processor is not null)
        {
            return _processor.Compute(batch, dropout, new LossTerms(options.LabelSmoothing, options.ZLoss), tokensOfAll, adds);
        }

        using DisposeScope scope = NewDisposeScope();
        (Tensor hidden, Tensor targets) = model.Hidden(batch, dropout);
        (double sum, Tensor slope) = VocabularyLoss.Backward(model, hidden.detach(), targets, options.LabelSmoothing, options.ZLoss, tokensOfAll);
        hidden.backward([slope]);
        model.Parameters.CollectGradients();
        return sum;
    }

    private void Halve(TokenBatch batch, Exception exception)
    {
        int rows = Math.Min(MicroBatch ?? batch.Rows, batch.Rows);
        if (rows == 1)
        {
            throw new InvalidOperationException(
                $"One row of {(batch.IsCausal ? $"{batch.InputLength}" : $"{batch.InputLength} input and {batch.TargetLength} target")} tokens does not fit into memory. Use shorter sequences, recompute: true, or a smaller model.",
                exception);
        }

        MicroBatch = (rows + 1) / 2;
        MicroBatchHalved?.Invoke(MicroBatch.Value, exception.Message);
    }

    // libtorch says "CUDA out of memory", and on the processor "can't allocate memory" or "not enough memory".
    private static bool IsOutOfMemory(Exception exception) => exception is OutOfMemoryException
        || (exception is ExternalException
            && ((string[])["out of memory", "can't allocate memory", "not enough memory"]).Any(words => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
