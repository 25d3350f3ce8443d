using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// A T5 encoder-decoder, v1.0 or v1.1. Its numbers equal those of the published implementation to float tolerance. Not thread-safe.
/// Needs <see cref="TorchRuntime.Load"/> first.
/// </summary>
public sealed class T5Model : IDisposable
{
    private readonly Tensor _embedding;
    private readonly T5Stack _encoder;
    private readonly T5Stack _decoder;

    /// <summary>A new model. Equal configuration and seed give equal bytes.</summary>
    public T5Model(T5Config config, ulong seed, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
        : this(config, device, precision) => Parameters.Initialise(seed);

    /// <summary>A model with all weights 0, for a reader to fill.</summary>
    internal T5Model(T5Config config, ComputeDevice device, Precision precision = Precision.Float32)
    {
        config.Validate();
        _ = TorchRuntime.Loaded;
        Config = config;
        Device = device;
        Parameters = new T5Parameters(config, device, precision);
        _embedding = Parameters["shared.weight"];
        Head = config.TieWordEmbeddings ? _embedding : Parameters["lm_head.weight"];
        _encoder = new T5Stack(Parameters, config, "encoder", config.NumLayers, isDecoder: false);
        _decoder = new T5Stack(Parameters, config, "decoder", config.NumDecoderLayers, isDecoder: true);
    }

    public T5Config Config { get; }

    public ComputeDevice Device { get; }

    /// <summary>Whether a backward pass computes each layer again from its inputs, so that a forward pass keeps nothing else of it.</summary>
    internal bool Recompute { get; set; }

    internal T5Parameters Parameters { get; }

    /// <summary>(vocabulary, model width).</summary>
    internal Tensor Head { get; }

    internal T5Stack Decoder => _decoder;

    /// <summary>What hidden states are multiplied with before the head: 1, or DModel^-0.5 with tied embeddings.</summary>
    internal double HeadScale => Config.TieWordEmbeddings ? 1 / Math.Sqrt(Config.DModel) : 1;

    /// <summary>A copy that computes in float32, as the model would be if it were saved and read.</summary>
    public T5Model InFloat32()
    {
        T5Model copy = new(Config, Device);
        using IDisposable noGradient = no_grad();
        copy.Parameters.Values.copy_(Parameters.Values);
        copy.Parameters.Publish();
        return copy;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        Parameters.Dispose();
    }

    /// <summary>The encoder's states, (rows · input length, model width).</summary>
    internal Tensor Encode(Tensor ids, int rows, Tensor? mask, DropoutPlan dropout)
    {
        Tensor states = Embed(ids, dropout);
        int length = (int)(ids.shape[0] / rows);
        Tensor bias = _encoder.Bias(0, length, length);
        foreach (T5Layer layer in _encoder.Layers)
        {
            states = Recompute
                ? RecomputeFunction.Run(dropout, inputs => layer.Encode(inputs[0], inputs[1], rows, mask, dropout), states, bias)
                : layer.Encode(states, bias, rows, mask, dropout);
        }

        return Kernels.Dropout(_encoder.FinalNorm(states), dropout);
    }

    /// <summary>The decoder's states before the head, (rows · target length, model width).</summary>
    internal Tensor Decode(Tensor ids, int rows, Tensor encoded, Tensor? inputMask, DropoutPlan dropout, Tensor? mask = null)
    {
        Tensor states = Embed(ids, dropout);
        int length = (int)(ids.shape[0] / rows);
        Tensor bias = _decoder.Bias(0, length, length);
        foreach (T5Layer layer in _decoder.Layers)
        {
            states = Recompute
                ? RecomputeFunction.Run(dropout, inputs => layer.Decode(inputs[0], inputs[1], inputs[2], rows, mask, inputMask, dropout), states, bias, encoded)
                : layer.Decode(states, bias, encoded, rows, mask, inputMask, dropout);
        }

        return Kernels.Dropout(_decoder.FinalNorm(states), dropout);
    }

    /// <summary>The decoder's states of the targets that count, (target tokens, model width), with their gradient's graph.</summary>
    internal Tensor Hidden(ModelBatch batch, DropoutPlan dropout)
    {
        Tensor encoded = Encode(batch.InputIds, batch.Rows, batch.InputMask, dropout);
        Tensor states = Decode(batch.DecoderIds, batch.Rows, encoded, batch.CrossMask, dropout, batch.TargetMask);
        return (batch.Places is null ? states : states.index_select(0, batch.Places)).to(float32);
    }

    internal Tensor Embed(Tensor ids, DropoutPlan dropout) =>
        Kernels.Dropout(_embedding.index_select(0, ids).to(Parameters.Precision.ToTorch()), dropout);

    /// <summary>Logits of states, (rows of states, vocabulary).</summary>
    internal Tensor Logits(Tensor states)
    {
        Tensor scaled = Config.TieWordEmbeddings ? states.to(float32).mul(HeadScale) : states.to(float32);
        return scaled.mm(Head.t());
    }
}
