namespace Headwater.Models;

/// <summary>The relative bias of a stack, spread over queries and keys, and its gradient gathered again. A worker has its own.</summary>
internal sealed unsafe class PositionBias(ModelParameters parameters, T5Config config, string stack, bool isDecoder)
{
    private readonly long _table = parameters.PlaceOf($"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight");
    private int[] _buckets = [];
    private int _length;
    private float* _gradient;

    public int TableSize => config.RelativeAttentionNumBuckets * config.NumHeads;

    public long Table => _table;

    /// <summary>(heads, length, length); in a decoder later keys are masked.</summary>
    public float* Forward(PassContext pass, int length)
    {
        if (length != _length)
        {
            _length = length;
            _buckets = RelativePosition.Table(
                0, length, length, !isDecoder, config.RelativeAttentionNumBuckets, config.RelativeAttentionMaxDistance);
        }

        float* table = pass.Value(_table);
        float* bias = pass.Memory.Take((long)config.NumHeads * _buckets.Length);
        _gradient = pass.Memory.Take((long)config.NumHeads * _buckets.Length);
        new Span<float>(_gradient, config.NumHeads * _buckets.Length).Clear();
        for (int head = 0; head < config.NumHeads; head++)
        {
            float* plane = bias + ((long)head * _buckets.Length);
            for (int i = 0; i < _buckets.Length; i++)
            {
                bool isFuture = isDecoder && i % length > i / length;
                plane[i] = isFuture ? ModelBatch.Masked : table[(_buckets[i] * config.NumHeads) + head];
            }
        }

        return bias;
    }

    /// <summary>Where layers add the gradient of <see cref="Forward"/>'s result.</summary>
    public float* Gradient => _gradient;

    /// <summary>Adds what was gathered to the table's gradient.</summary>
    public void Backward(PassContext pass)
    {
        float* table = pass.Gradient(_table);
        for (int head = 0; head < config.NumHeads; head++)
        {
            float* plane = _gradient + ((long)head * _buckets.Length);
            for (int i = 0; i < _buckets.Length; i++)
            {
                table[(_buckets[i] * config.NumHeads) + head] += plane[i];
            }
        }
    }
}
