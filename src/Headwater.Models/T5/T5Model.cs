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
    public T5Model(T5Config config, ulong seed, ComputeDevice device = ComputeDevice.Cpu)
        : this(config, device) => Parameters.Initialise(seed);

    /// <summary>A model with all weights 0, for a reader to fill.</summary>
    internal T5Model(T5Config config, ComputeDevice device)
    {
        config.Validate();
        _ = TorchRuntime.Loaded;
        Config = config;
        Device = device;
        Parameters = new T5Parameters(config, device);
        _embedding = Parameters["shared.weight"];
        Head = config.TieWordEmbeddings ? _embedding : Parameters["lm_head.weight"];
        _encoder = new T5Stack(Parameters, config, "encoder", config.NumLayers, isDecoder: false);
        _decoder = new T5Stack(Parameters, config, "decoder", config.NumDecoderLayers, isDecoder: true);
    }

    public T5Config Config { get; }

    public ComputeDevice Device { get; }

    internal T5Parameters Parameters { get; }

    /// <summary>(vocabulary, model width).</summary>
    internal Tensor Head { get; }

    internal T5Stack Decoder => _decoder;

    /// <summary>What hidden states are multiplied with before the head: 1, or DModel^-0.5 with tied embeddings.</summary>
    internal double HeadScale => Config.TieWordEmbeddings ? 1 / Math.Sqrt(Config.DModel) : 1;

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
            states = layer.Self.ForwardSelf(states, layer.SelfNorm(states), rows, bias, mask, dropout);
            states = layer.FeedForward(states, dropout);
        }

        return Kernels.Dropout(_encoder.FinalNorm(states), dropout);
    }

    /// <summary>The decoder's states before the head, (rows · target length, model width).</summary>
    internal Tensor Decode(Tensor ids, int rows, Tensor encoded, Tensor? inputMask, DropoutPlan dropout)
    {
        Tensor states = Embed(ids, dropout);
        int length = (int)(ids.shape[0] / rows);
        Tensor bias = _decoder.Bias(0, length, length);
        foreach (T5Layer layer in _decoder.Layers)
        {
            states = layer.Self.ForwardSelf(states, layer.SelfNorm(states), rows, bias, null, dropout);
            states = layer.Cross!.ForwardCross(states, layer.CrossNorm(states), encoded, rows, inputMask, dropout);
            states = layer.FeedForward(states, dropout);
        }

        return Kernels.Dropout(_decoder.FinalNorm(states), dropout);
    }

    /// <summary>The decoder's states of the targets that count, (target tokens, model width), with their gradient's graph.</summary>
    internal Tensor Hidden(ModelBatch batch, DropoutPlan dropout)
    {
        Tensor encoded = Encode(batch.InputIds, batch.Rows, batch.InputMask, dropout);
        Tensor states = Decode(batch.DecoderIds, batch.Rows, encoded, batch.InputMask, dropout);
        return batch.Places is null ? states : states.index_select(0, batch.Places);
    }

    internal Tensor Embed(Tensor ids, DropoutPlan dropout) => Kernels.Dropout(_embedding.index_select(0, ids), dropout);

    /// <summary>Logits of states, (rows of states, vocabulary).</summary>
    internal Tensor Logits(Tensor states)
    {
        Tensor scaled = Config.TieWordEmbeddings ? states.mul(HeadScale) : states;
        return scaled.mm(Head.t());
    }
}
