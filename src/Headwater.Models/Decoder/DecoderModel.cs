using System.Collections.Immutable;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// A decoder-only model: Llama and its like, or GPT-NeoX. Its numbers equal those of the published implementations to float tolerance. Not thread-safe.
/// Needs <see cref="TorchRuntime.Load"/> first.
/// </summary>
public sealed class DecoderModel : LanguageModel
{
    private readonly Tensor _embedding;
    private readonly DecoderNorm _finalNorm;

    /// <summary>A new model. Equal configuration and seed give equal bytes.</summary>
    public DecoderModel(DecoderConfig config, ulong seed, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
        : this(config, device, precision) => Parameters.Initialise(seed);

    /// <summary>A model with all weights 0, for a reader to fill.</summary>
    internal DecoderModel(DecoderConfig config, ComputeDevice device, Precision precision = Precision.Float32)
        : base(DecoderLayout.OfValid(config), device, precision)
    {
        Config = config;
        Ends = config.EosTokenId is int end ? [end] : [];
        DecoderNames names = new(config);
        _embedding = Parameters[names.Embedding];
        Head = config.TieWordEmbeddings ? _embedding : Parameters[names.Head];
        Blocks = [.. Enumerable.Range(0, config.NumHiddenLayers).Select(layer => new DecoderBlock(Parameters, config, names, layer))];
        _finalNorm = new DecoderNorm(Parameters, names.FinalNorm, config);
        Rotary = new RotaryTable(config);
    }

    public DecoderConfig Config { get; }

    /// <summary>The ids that end what it writes; a folder may name several.</summary>
    internal ImmutableArray<int> Ends { get; set; }

    public override LanguageModelConfig Shape => Config;

    internal override int Width => Config.HiddenSize;

    internal override Tensor Head { get; }

    internal override double HeadScale => 1;

    internal override bool HasProcessorPath => true;

    internal ImmutableArray<DecoderBlock> Blocks { get; }

    internal RotaryTable Rotary { get; }

    internal override PublishedNames Names => new()
    {
        Embedding = new DecoderNames(Config).Embedding,
        Head = new DecoderNames(Config).Head,
        IsTied = Config.TieWordEmbeddings,
        Leftovers = Config.IsNeoX ? [".rotary_emb.inv_freq", ".attention.bias", ".attention.masked_bias"] : [".rotary_emb.inv_freq"],
    };

    internal override void Check(TokenBatch batch) => DecoderBatch.Check(batch, Config);

    internal override TokenBatch Adapt(TokenBatch batch) => CausalBatch.Of(batch, Config.PrefixAttention);

    internal override (Tensor States, Tensor Targets) Hidden(TokenBatch batch, DropoutPlan dropout) => Hidden(DecoderBatch.Of(Adapt(batch), this), dropout);

    internal (Tensor States, Tensor Targets) Hidden(DecoderBatch tensors, DropoutPlan dropout)
    {
        Tensor normed = FinalNorm(States(tensors, dropout));
        return ((tensors.Places is null ? normed : normed.index_select(0, tensors.Places)).to(float32), tensors.TargetIds);
    }

    // What follows a text does not change its states, so filled places need no mask.
    internal override Tensor Read(int[] ids, int rows)
    {
        TokenBatch batch = new()
        {
            Rows = rows, InputLength = ids.Length / rows, TargetLength = ids.Length / rows, Inputs = ids, Targets = new int[ids.Length], IsCausal = true,
            TargetTokens = ids.Length, RawTokens = ids.Length,
        };
        return FinalNorm(States(DecoderBatch.Of(batch, this), DropoutPlan.None));
    }

    internal override double Flops(TokenBatch batch) => TrainingWork.Flops(Config, Adapt(batch));

    internal override unsafe GradientWorker CreateWorker(nint gradients) => new DecoderWorker(this, (float*)gradients);

    private Tensor States(DecoderBatch batch, DropoutPlan dropout)
    {
        Tensor states = Kernels.Dropout(Embed(batch.Ids), dropout);
        foreach (DecoderBlock block in Blocks)
        {
            states = Recompute
                ? RecomputeFunction.Run(dropout, inputs => block.Forward(inputs[0], batch.Rows, batch.Rotation, batch.Mask, dropout), states)
                : block.Forward(states, batch.Rows, batch.Rotation, batch.Mask, dropout);
        }

        return states;
    }

    internal Tensor Embed(Tensor ids) => _embedding.index_select(0, ids).to(Parameters.Precision.ToTorch());

    internal Tensor FinalNorm(Tensor states) => _finalNorm.Forward(states);
}
