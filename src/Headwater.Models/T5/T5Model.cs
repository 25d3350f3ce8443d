using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// A T5 encoder-decoder, v1.0 or v1.1. Its numbers equal those of the published implementation to float tolerance. Not thread-safe.
/// Needs <see cref="TorchRuntime.Load"/> first.
/// </summary>
public sealed class T5Model : LanguageModel
{
    private readonly Tensor _embedding;
    private readonly T5Stack _encoder;
    private readonly T5Stack _decoder;

    /// <summary>A new model. Equal configuration and seed give equal bytes.</summary>
    public T5Model(T5Config config, ulong seed, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
        : this(config, device, precision) => Parameters.Initialise(seed);

    /// <summary>A model with all weights 0, for a reader to fill.</summary>
    internal T5Model(T5Config config, ComputeDevice device, Precision precision = Precision.Float32)
        : base(T5Layout.OfValid(config), device, precision)
    {
        Config = config;
        _embedding = Parameters["shared.weight"];
        Head = config.TieWordEmbeddings ? _embedding : Parameters["lm_head.weight"];
        _encoder = new T5Stack(Parameters, config, "encoder", config.NumLayers, isDecoder: false);
        _decoder = new T5Stack(Parameters, config, "decoder", config.NumDecoderLayers, isDecoder: true);
    }

    public T5Config Config { get; }

    public override LanguageModelConfig Shape => Config;

    internal override int Width => Config.DModel;

    internal override Tensor Head { get; }

    internal override bool HasProcessorPath => true;

    internal override PublishedNames Names => new()
    {
        Embedding = "shared.weight",
        Head = "lm_head.weight",
        IsTied = Config.TieWordEmbeddings,
        Aliases = ["encoder.embed_tokens.weight", "decoder.embed_tokens.weight"],
        Leftovers = ["decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"],
    };

    internal T5Stack Decoder => _decoder;

    /// <summary>1, or DModel^-0.5 with tied embeddings.</summary>
    internal override double HeadScale => Config.TieWordEmbeddings ? 1 / Math.Sqrt(Config.DModel) : 1;

    public override void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        base.Dispose();
    }

    internal override void Check(TokenBatch batch) => ModelBatch.Check(batch, this);

    internal override (Tensor States, Tensor Targets) Hidden(TokenBatch batch, DropoutPlan dropout)
    {
        ModelBatch tensors = ModelBatch.Of(batch, this);
        return (Hidden(tensors, dropout), tensors.TargetIds);
    }

    internal override Tensor Read(int[] ids, int rows) =>
        Encode(from_array(ids, Parameters.Device), rows, ModelBatch.Mask(ids, rows, ids.Length / rows, Parameters.Device), DropoutPlan.None);

    internal override double Flops(TokenBatch batch) => TrainingWork.Flops(Config, batch);

    internal override unsafe GradientWorker CreateWorker(nint gradients) => new PassWorker(this, (float*)gradients);

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
}
