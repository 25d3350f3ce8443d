using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>x · Wᵀ + b.</summary>
internal sealed class DecoderLinear(ModelParameters parameters, string name, bool hasBias)
{
    private readonly Tensor _weight = parameters[$"{name}.weight"];
    private readonly Tensor? _bias = hasBias ? parameters[$"{name}.bias"] : null;

    public Tensor Forward(Tensor states)
    {
        Tensor product = states.mm(_weight.t());
        return _bias is null ? product : product.add(_bias.to(product.dtype), Number.One);
    }
}
