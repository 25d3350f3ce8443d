using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>One layer of the encoder or the decoder: self-attention, in the decoder attention to the encoder, and feed-forward, each after its norm.</summary>
internal sealed class T5Layer
{
    private readonly double _epsilon;
    private readonly Tensor _selfNorm;
    private readonly Tensor? _crossNorm;
    private readonly Tensor _feedForwardNorm;
    private readonly FeedForward _feedForward;

    public T5Layer(ModelParameters parameters, T5Config config, string stack, int index, bool isDecoder)
    {
        string block = $"{stack}.block.{index}.layer";
        string feedForward = $"{block}.{(isDecoder ? 2 : 1)}";
        _epsilon = config.LayerNormEpsilon;
        _selfNorm = parameters[$"{block}.0.layer_norm.weight"];
        Self = new Attention(parameters, $"{block}.0", "SelfAttention", config);
        if (isDecoder)
        {
            _crossNorm = parameters[$"{block}.1.layer_norm.weight"];
            Cross = new Attention(parameters, $"{block}.1", "EncDecAttention", config);
        }

        _feedForwardNorm = parameters[$"{feedForward}.layer_norm.weight"];
        _feedForward = new FeedForward(parameters, feedForward, config.IsGated);
    }

    public Attention Self { get; }

    public Attention? Cross { get; }

    /// <summary>The encoder's layer: states in, states out.</summary>
    public Tensor Encode(Tensor states, Tensor bias, int rows, Tensor? mask, DropoutPlan dropout) =>
        FeedForward(Self.ForwardSelf(states, SelfNorm(states), rows, bias, mask, dropout), dropout);

    /// <summary>The decoder's layer.</summary>
    public Tensor Decode(Tensor states, Tensor bias, Tensor encoded, int rows, Tensor? mask, Tensor? inputMask, DropoutPlan dropout)
    {
        states = Self.ForwardSelf(states, SelfNorm(states), rows, bias, mask, dropout);
        states = Cross!.ForwardCross(states, CrossNorm(states), encoded, rows, inputMask, dropout);
        return FeedForward(states, dropout);
    }

    public Tensor SelfNorm(Tensor states) => Kernels.RmsNorm(states, _selfNorm, _epsilon);

    public Tensor CrossNorm(Tensor states) => Kernels.RmsNorm(states, _crossNorm!, _epsilon);

    public Tensor FeedForward(Tensor states, DropoutPlan dropout) => _feedForward.Forward(states, Kernels.RmsNorm(states, _feedForwardNorm, _epsilon), dropout);
}
