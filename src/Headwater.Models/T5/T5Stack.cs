using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>The layers of one side, its final norm, and the relative bias that all its layers share.</summary>
internal sealed class T5Stack : IDisposable
{
    private readonly T5Config _config;
    private readonly Tensor _finalNorm;
    private readonly Tensor _biasTable;
    private readonly bool _isDecoder;
    private readonly Dictionary<(int First, int Queries, int Keys), (Tensor Buckets, Tensor? Future)> _positions = [];

    public T5Stack(ModelParameters parameters, T5Config config, string name, int layers, bool isDecoder)
    {
        _config = config;
        _isDecoder = isDecoder;
        _finalNorm = parameters[$"{name}.final_layer_norm.weight"];
        _biasTable = parameters[$"{name}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"];
        Layers = [.. Enumerable.Range(0, layers).Select(i => new T5Layer(parameters, config, name, i, isDecoder))];
    }

    public ImmutableArray<T5Layer> Layers { get; }

    public Tensor FinalNorm(Tensor states) => Kernels.RmsNorm(states, _finalNorm, _config.LayerNormEpsilon);

    /// <summary>What position adds to the scores, (1, heads, queries, keys); in a decoder later keys are masked.</summary>
    public Tensor Bias(int firstQuery, int queries, int keys)
    {
        (Tensor buckets, Tensor? future) = Positions(firstQuery, queries, keys);
        Tensor bias = _biasTable.index_select(0, buckets).view(queries, keys, _config.NumHeads).permute(2, 0, 1).unsqueeze(0).contiguous();
        return future is null ? bias : bias.add(future, Number.One);
    }

    public void Dispose()
    {
        foreach ((Tensor buckets, Tensor? future) in _positions.Values)
        {
            buckets.Dispose();
            future?.Dispose();
        }
    }

    // A stack sees few shapes, again and again; lengths that vary are bounded by forgetting.
    private (Tensor Buckets, Tensor? Future) Positions(int firstQuery, int queries, int keys)
    {
        const int Remembered = 64;
        if (_positions.TryGetValue((firstQuery, queries, keys), out (Tensor, Tensor?) known))
        {
            return known;
        }

        if (_positions.Count == Remembered)
        {
            Dispose();
            _positions.Clear();
        }

        int[] buckets = RelativePosition.Table(
            firstQuery, queries, keys, !_isDecoder, _config.RelativeAttentionNumBuckets, _config.RelativeAttentionMaxDistance);
        Tensor? future = _isDecoder && queries > 1
            ? from_array(Future(firstQuery, queries, keys), _biasTable.device).view(1, 1, queries, keys).DetachFromDisposeScope()
            : null;
        return _positions[(firstQuery, queries, keys)] = (from_array(buckets, _biasTable.device).DetachFromDisposeScope(), future);
    }

    private static float[] Future(int firstQuery, int queries, int keys)
    {
        float[] mask = new float[queries * keys];
        for (int query = 0; query < queries; query++)
        {
            for (int key = firstQuery + query + 1; key < keys; key++)
            {
                mask[(query * keys) + key] = ModelBatch.Masked;
            }
        }

        return mask;
    }
}
