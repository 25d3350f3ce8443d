using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Multi-head attention without the usual 1/sqrt(width of a head): T5 has that factor in the first values of q.
/// Rows of a batch lie below each other: a tensor of states is (batch · length, width).
/// </summary>
internal sealed class Attention(ModelParameters parameters, string layer, string kind, T5Config config)
{
    private readonly Tensor _query = parameters[$"{layer}.{kind}.q.weight"];                                        // with k and v below it in self-attention
    private readonly Tensor? _keyValue = kind == "SelfAttention" ? null : parameters[$"{layer}.{kind}.k.weight"];    // with v below it
    private readonly Tensor _output = parameters[$"{layer}.{kind}.o.weight"];

    /// <summary>states + attention of the normed states over themselves.</summary>
    public Tensor ForwardSelf(Tensor states, Tensor normed, int batch, Tensor bias, Tensor? mask, DropoutPlan dropout) =>
        Finish(states, Kernels.SelfAttention(Project(normed), batch, config.NumHeads, config.DKv, bias, mask, dropout), dropout);

    /// <summary>states + attention of the normed states over the encoder's.</summary>
    public Tensor ForwardCross(Tensor states, Tensor normed, Tensor encoded, int batch, Tensor? mask, DropoutPlan dropout) =>
        Finish(states, Kernels.CrossAttention(Project(normed), ProjectEncoded(encoded), batch, config.NumHeads, config.DKv, mask, dropout), dropout);

    /// <summary>What attention reads of normed states, (rows, heads · width), with k and v beside it in self-attention.</summary>
    public Tensor Project(Tensor normed) => normed.mm(_query.t());

    /// <summary>Keys and values of the encoder's states side by side, (rows, 2 · heads · width).</summary>
    public Tensor ProjectEncoded(Tensor encoded) => encoded.mm(_keyValue!.t());

    /// <summary>states + output · context.</summary>
    public Tensor Finish(Tensor states, Tensor context, DropoutPlan dropout) =>
        dropout.IsNone ? addmm(states, context, _output.t(), 1, 1) : states.add(Kernels.Dropout(context.mm(_output.t()), dropout), Number.One);
}
