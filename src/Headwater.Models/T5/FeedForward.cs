using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>wo( gelu(wi_0 x) · (wi_1 x) ), with wi_0 and wi_1 in one multiplication (Shazeer 2020, arXiv:2002.05202).</summary>
internal sealed class FeedForward(T5Parameters parameters, string layer)
{
    private readonly Tensor _in = parameters[$"{layer}.DenseReluDense.wi_0.weight"];
    private readonly Tensor _out = parameters[$"{layer}.DenseReluDense.wo.weight"];

    /// <summary>states + the layer of the normed states.</summary>
    public Tensor Forward(Tensor states, Tensor normed, DropoutPlan dropout)
    {
        Tensor inner = Kernels.GatedGelu(normed.mm(_in.t()), dropout);
        return dropout.IsNone ? addmm(states, inner, _out.t(), 1, 1) : states.add(Kernels.Dropout(inner.mm(_out.t()), dropout));
    }
}
