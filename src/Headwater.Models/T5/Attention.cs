using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Multi-head attention without the usual 1/sqrt(width of a head): T5 has that factor in the first values of q.
/// Rows of a batch lie below each other: a tensor of states is (batch · length, width).
/// </summary>
internal sealed class Attention(T5Parameters parameters, string layer, string kind, T5Config config)
{
    private readonly bool _self = kind == "SelfAttention";
    private readonly Tensor _query = parameters[$"{layer}.{kind}.q.weight"];                                        // with k and v below it in self-attention
    private readonly Tensor? _keyValue = kind == "SelfAttention" ? null : parameters[$"{layer}.{kind}.k.weight"];    // with v below it
    private readonly Tensor _output = parameters[$"{layer}.{kind}.o.weight"];

    private int Heads => config.NumHeads;

    private int Width => config.DKv;

    /// <summary>states + attention over themselves.</summary>
    public Tensor ForwardSelf(Tensor states, Tensor normed, int batch, Tensor bias, Tensor? mask, double dropout)
    {
        Tensor[] parts = SplitHeads(normed.mm(_query.t()), batch, 3);
        return Finish(states, Attend(parts[0], parts[1], parts[2], batch, bias, mask, dropout), batch, dropout);
    }

    /// <summary>states + attention over the encoder's states, whose keys and values come from <see cref="KeysAndValues"/>.</summary>
    public Tensor ForwardCross(Tensor states, Tensor normed, int batch, Tensor keys, Tensor values, Tensor? mask, double dropout)
    {
        Tensor query = SplitHeads(normed.mm(_query.t()), batch, 1)[0];
        return Finish(states, Attend(query, keys, values, batch, null, mask, dropout), batch, dropout);
    }

    /// <summary>Keys and values of states, each (batch · heads, length, width).</summary>
    public Tensor[] KeysAndValues(Tensor states, int batch) => SplitHeads(states.mm(_keyValue!.t()), batch, 2);

    /// <summary>Query, key and value of the states of one position, each (batch · heads, 1, width).</summary>
    public Tensor[] QueryKeyValue(Tensor normed, int batch) => SplitHeads(normed.mm(_query.t()), batch, _self ? 3 : 1);

    /// <summary>(batch · heads, queries, width).</summary>
    public Tensor Attend(Tensor query, Tensor keys, Tensor values, int batch, Tensor? bias, Tensor? mask, double dropout)
    {
        Tensor scores = query.bmm(keys.transpose(1, 2));
        Tensor weights = Kernels.AttentionWeights(scores.view(batch, Heads, query.shape[1], keys.shape[1]), bias, mask);    // (batch, heads, queries, keys)
        return Kernels.Dropout(weights, dropout).view(batch * Heads, query.shape[1], keys.shape[1]).bmm(values);
    }

    /// <summary>states + output · context.</summary>
    public Tensor Finish(Tensor states, Tensor context, int batch, double dropout)
    {
        long length = context.shape[1];
        Tensor joined = context.view(batch, Heads, length, Width).transpose(1, 2).reshape(batch * length, Heads * Width);
        return dropout > 0 ? states.add(Kernels.Dropout(joined.mm(_output.t()), dropout)) : addmm(states, joined, _output.t(), 1, 1);
    }

    // (batch · length, parts · heads · width) → parts × (batch · heads, length, width)
    private Tensor[] SplitHeads(Tensor projected, int batch, int parts)
    {
        long length = projected.shape[0] / batch;
        return projected.view([batch, length, parts, Heads, Width]).permute(2, 0, 3, 1, 4).reshape(parts, batch * Heads, length, Width).unbind(0);
    }
}
