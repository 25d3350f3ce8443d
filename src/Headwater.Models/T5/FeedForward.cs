using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// wo( gelu(wi_0 x) · (wi_1 x) ), with wi_0 and wi_1 in one multiplication (v1.1: Shazeer 2020, arXiv:2002.05202), or wo( relu(wi x) ) (v1.0).
/// </summary>
internal sealed class FeedForward(ModelParameters parameters, string layer, bool isGated)
{
    private readonly Tensor _in = parameters[$"{layer}.DenseReluDense.{(isGated ? "wi_0" : "wi")}.weight"];
    private readonly Tensor _out = parameters[$"{layer}.DenseReluDense.wo.weight"];

    /// <summary>states + the layer of the normed states.</summary>
    public Tensor Forward(Tensor states, Tensor normed, DropoutPlan dropout)
    {
        Tensor projected = normed.mm(_in.t());
        Tensor inner = isGated ? Kernels.GatedGelu(projected, dropout) : Kernels.Dropout(projected.relu_(), dropout);
        return dropout.IsNone ? addmm(states, inner, _out.t(), 1, 1) : states.add(Kernels.Dropout(inner.mm(_out.t()), dropout), Number.One);
    }
}
