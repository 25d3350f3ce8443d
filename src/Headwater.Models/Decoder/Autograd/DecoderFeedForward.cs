using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>down( silu(gate x) · (up x) ) (SwiGLU: Shazeer 2020, arXiv:2002.05202), or out( gelu(in x) ) of GPT-NeoX.</summary>
internal sealed class DecoderFeedForward(ModelParameters parameters, DecoderConfig config, DecoderNames names, int layer)
{
    private readonly DecoderLinear _in = new(parameters, names.In(layer), config.FeedForwardBias);      // gate and up in one
    private readonly DecoderLinear _out = new(parameters, names.Out(layer), config.FeedForwardBias);

    public Tensor Forward(Tensor states) => _out.Forward(Activate(_in.Forward(states)));

    private Tensor Activate(Tensor inner)
    {
        switch (config.HiddenAct)
        {
            case DecoderConfig.Gelu:
                return nn.functional.gelu(inner);
            case DecoderConfig.GeluTanh:
                return nn.functional.gelu(inner, TorchSharp.Modules.GELU.Approximate.tanh);
            default:
                Tensor[] halves = inner.chunk(2, 1);
                return nn.functional.silu(halves[0]).mul(halves[1]);
        }
    }
}
