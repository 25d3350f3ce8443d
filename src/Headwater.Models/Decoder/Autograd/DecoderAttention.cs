using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>Queries, keys and values of some places, (rows, heads, length, width), queries and keys turned by their positions.</summary>
internal sealed record ProjectedHeads(Tensor Queries, Tensor Keys, Tensor Values);

/// <summary>Causal attention with rotary positions, where several heads of queries may share one of keys and values.</summary>
internal sealed class DecoderAttention
{
    private readonly DecoderConfig _config;
    private readonly DecoderLinear _query;
    private readonly DecoderLinear? _keyValue;      // null where query, key and value of each head lie together
    private readonly DecoderLinear _output;
    private readonly Tensor? _queryNorm;
    private readonly Tensor? _keyNorm;

    public DecoderAttention(ModelParameters parameters, DecoderConfig config, DecoderNames names, int layer)
    {
        _config = config;
        _query = new DecoderLinear(parameters, names.Query(layer), config.QueryKeyValueBias);
        _keyValue = config.IsNeoX ? null : new DecoderLinear(parameters, names.Key(layer), config.QueryKeyValueBias);
        _output = new DecoderLinear(parameters, names.Output(layer), config.AttentionOutputBias);
        if (config.Kind.QueryKeyNorm() != QueryKeyNorm.None)
        {
            _queryNorm = parameters[$"{names.QueryNorm(layer)}.weight"];
            _keyNorm = parameters[$"{names.KeyNorm(layer)}.weight"];
        }
    }

    /// <summary>Queries, keys and values of states, (rows · length, model width).</summary>
    public ProjectedHeads Project(Tensor states, int rows, Rotation rotation)
    {
        (Tensor queries, Tensor keys, Tensor values) = Split(states);
        return new ProjectedHeads(
            rotation.Apply(Heads(Normed(queries, _queryNorm), rows)),
            rotation.Apply(Heads(Normed(keys, _keyNorm), rows)),
            Heads(values, rows));
    }

    /// <summary>softmax(q · k / √width + mask) · v, then the output's matrix: (rows · length, model width).</summary>
    public Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask, DropoutPlan dropout)
    {
        (long rows, long heads, long length, long width) = (queries.shape[0], queries.shape[1], queries.shape[2], queries.shape[3]);
        Tensor scores = queries.matmul(Shared(keys).transpose(2, 3)).to(float32).mul(Number.Of(1 / Math.Sqrt(width)));         // (rows, heads, queries, keys)
        Tensor weights = (mask is null ? scores : scores.add(mask, Number.One)).softmax(-1).to(values.dtype);
        Tensor context = Kernels.Dropout(weights, dropout).matmul(Shared(values));
        return _output.Forward(context.transpose(1, 2).reshape(rows * length, heads * width));
    }

    // The norm's kernel reads one row after the other.
    private Tensor Normed(Tensor projected, Tensor? scale) =>
        scale is null ? projected : Kernels.RmsNorm(projected.reshape(-1, scale.shape[0]).contiguous(), scale, _config.NormEpsilon).view(projected.shape);

    private Tensor Heads(Tensor projected, int rows) =>
        projected.view(rows, projected.shape[0] / rows, -1, _config.HeadDim).transpose(1, 2);

    // A head of keys for each of queries.
    private Tensor Shared(Tensor keys)
    {
        (long rows, long heads, long length, long width) = (keys.shape[0], keys.shape[1], keys.shape[2], keys.shape[3]);
        int group = _config.NumAttentionHeads / _config.NumKeyValueHeads;
        return group == 1 ? keys : keys.unsqueeze(2).expand(rows, heads, group, length, width).reshape(rows, heads * group, length, width);
    }

    private (Tensor Queries, Tensor Keys, Tensor Values) Split(Tensor states)
    {
        Tensor projected = _query.Forward(states);
        if (_keyValue is not null)
        {
            Tensor[] both = _keyValue.Forward(states).chunk(2, 1);
            return (projected, both[0].contiguous(), both[1].contiguous());
        }

        Tensor[] parts = projected.view(states.shape[0], _config.NumAttentionHeads, 3, _config.HeadDim).unbind(2);
        return (Flat(parts[0]), Flat(parts[1]), Flat(parts[2]));

        Tensor Flat(Tensor part) => part.reshape(states.shape[0], _config.QueryWidth);
    }
}
