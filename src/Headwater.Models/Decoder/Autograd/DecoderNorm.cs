using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>RMS norm, or LayerNorm where the model has biases of norms, over rows of states.</summary>
internal sealed class DecoderNorm(ModelParameters parameters, string name, DecoderConfig config)
{
    private readonly Tensor _scale = parameters[$"{name}.weight"];
    private readonly Tensor? _shift = config.IsNeoX ? parameters[$"{name}.bias"] : null;

    public Tensor Forward(Tensor states) => _shift is null
        ? Kernels.RmsNorm(states, _scale, config.NormEpsilon)
        : nn.functional.layer_norm(states.to(float32), [_scale.shape[0]], _scale, _shift, config.NormEpsilon).to(states.dtype);
}
