using System.Collections.Immutable;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// A model that gives each next token a probability: <see cref="T5Model"/>, which reads an input and writes a target, or <see cref="DecoderModel"/>, which continues
/// a text. Training, checkpoints and the loss over the vocabulary are the same for both. Not thread-safe. Needs <see cref="TorchRuntime.Load"/> first.
/// </summary>
public abstract class LanguageModel : IDisposable
{
    private protected LanguageModel(ImmutableArray<ModelWeight> layout, ComputeDevice device, Precision precision)
    {
        _ = TorchRuntime.Loaded;
        Device = device;
        Parameters = new ModelParameters(layout, device, precision);
    }

    /// <summary>The model's shape.</summary>
    public abstract LanguageModelConfig Shape { get; }

    public ComputeDevice Device { get; }

    internal int VocabularySize => Shape.VocabSize;

    /// <summary>Whether a backward pass computes each layer again from its inputs, so that a forward pass keeps nothing else of it.</summary>
    internal bool Recompute { get; set; }

    internal ModelParameters Parameters { get; }

    /// <summary>Numbers of one position's state.</summary>
    internal abstract int Width { get; }

    /// <summary>(vocabulary, model width).</summary>
    internal abstract Tensor Head { get; }

    /// <summary>What hidden states are multiplied with before the head.</summary>
    internal abstract double HeadScale { get; }

    /// <summary>Names that published files of such a model use beside those of the weights.</summary>
    internal abstract PublishedNames Names { get; }

    /// <summary>Whether <see cref="CreateWorker"/> gives one.</summary>
    internal abstract bool HasProcessorPath { get; }

    /// <summary>A copy that computes in float32, as the model would be if it were saved and read.</summary>
    public LanguageModel InFloat32()
    {
        LanguageModel copy = Shape.Empty(Device, Precision.Float32);
        using IDisposable noGradient = no_grad();
        copy.Parameters.Values.copy_(Parameters.Values);
        copy.Parameters.Publish();
        return copy;
    }

    public virtual void Dispose()
    {
        Parameters.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The batch as this model reads it: pairs become sequences for a decoder-only one.</summary>
    internal virtual TokenBatch Adapt(TokenBatch batch) => batch;

    /// <summary>The last states of rows of ids, padded at their ends, without dropout: (rows · length, model width).</summary>
    internal abstract Tensor Read(int[] ids, int rows);

    /// <summary>Refuses a batch that the model cannot read or learn from.</summary>
    internal abstract void Check(TokenBatch batch);

    /// <summary>The states of the targets that count, (target tokens, model width), with their gradient's graph, and those targets.</summary>
    internal abstract (Tensor States, Tensor Targets) Hidden(TokenBatch batch, DropoutPlan dropout);

    /// <summary>The useful work of a training step over a batch, in FLOPs: see <see cref="TrainingWork"/>.</summary>
    internal abstract double Flops(TokenBatch batch);

    /// <summary>A thread's passes on the processor; its gradients begin at an address.</summary>
    internal abstract GradientWorker CreateWorker(nint gradients);

    /// <summary>Logits of states, (rows of states, vocabulary).</summary>
    internal Tensor Logits(Tensor states)
    {
        Tensor wide = states.to(float32);
        return (HeadScale == 1 ? wide : wide.mul(Number.Of(HeadScale))).mm(Head.t());
    }
}

/// <summary>How published files name an embedding and a head, and what they hold that no model needs.</summary>
internal sealed record PublishedNames
{
    public required string Embedding { get; init; }

    public required string Head { get; init; }

    /// <summary>Whether the embedding is the head.</summary>
    public required bool IsTied { get; init; }

    /// <summary>Other names of the embedding.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Endings of names that early versions wrote and nothing reads.</summary>
    public ImmutableArray<string> Leftovers { get; init; } = [];
}
