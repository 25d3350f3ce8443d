using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>The weights of the steps that are best by some measure so far, in the machine's own memory; equal steps share a copy. Not thread-safe.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly SortedDictionary<long, Tensor> _kept = [];

    /// <summary>The steps whose weights are here, in order.</summary>
    public IReadOnlyDictionary<long, Tensor> Kept => _kept;

    /// <summary>Keeps the model's weights where its step is among the best, and drops those that are best no longer.</summary>
    public void Keep(TrainerState state, LanguageModel model)
    {
        HashSet<long> best = [.. state.BestSteps];
        if (best.Contains(state.Step))
        {
            using IDisposable noGradient = no_grad();
            using Tensor values = model.Parameters.Values.detach();
            Put(state.Step, values.to(CPU, copy: true));
        }

        foreach (long step in _kept.Keys.Where(step => !best.Contains(step)).ToArray())
        {
            _kept.Remove(step, out Tensor? dropped);
            dropped!.Dispose();
        }
    }

    /// <summary>Takes over weights that were saved.</summary>
    public void Put(long step, Tensor weights)
    {
        if (_kept.Remove(step, out Tensor? earlier))
        {
            earlier.Dispose();
        }

        _kept.Add(step, weights.DetachFromDisposeScope());
    }

    /// <summary>Copies the weights of a step into the model; false where they are not here.</summary>
    public bool Restore(long step, LanguageModel model)
    {
        if (!_kept.TryGetValue(step, out Tensor? weights))
        {
            return false;
        }

        using IDisposable noGradient = no_grad();
        model.Parameters.Values.copy_(weights);
        model.Parameters.Publish();
        return true;
    }

    public void Dispose()
    {
        foreach (Tensor weights in _kept.Values)
        {
            weights.Dispose();
        }

        _kept.Clear();
    }
}
