using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// Decoding on the processor without libtorch around its products. Hypotheses of one input share its keys and values, and those of their common past:
/// going on with other rows moves numbers of rows, never keys or values. By the calling thread.
/// </summary>
internal sealed unsafe class ProcessorDecoder : DecoderState
{
    private readonly T5Model _model;
    private readonly PassContext _pass;
    private readonly Workspace _memory = new();
    private readonly DecoderLayer[] _layers;
    private readonly long _embedding;
    private readonly long _finalNorm;
    private readonly long _head;
    private readonly float* _bias;              // (positions, heads, positions)
    private readonly int _maxLength;
    private readonly int _inputLength;
    private readonly int[] _lengths;            // of each input, without padding
    private readonly float*[] _crossKeys;       // per layer (inputs · length, 2 · inner): keys, values beside them
    private readonly List<nint>[] _selfKeys;    // per layer and position (rows then, 2 · inner)
    private int[] _inputOf;                     // the input of each row
    private int[][] _past;                      // per row, the row that it was at each position

    public ProcessorDecoder(T5Model model, int[] inputs, int rows, int maxLength)
    {
        (_model, _maxLength, _inputLength) = (model, maxLength, inputs.Length / rows);
        First = new int[rows];
        _pass = new PassContext(model, null, _memory);
        _layers = [.. Enumerable.Range(0, model.Config.NumDecoderLayers).Select(i => new DecoderLayer(model.Parameters, model.Config, i))];
        _embedding = model.Parameters.PlaceOf("shared.weight");
        _finalNorm = model.Parameters.PlaceOf("decoder.final_layer_norm.weight");
        _head = model.Parameters.PlaceOf(model.Config.TieWordEmbeddings ? "shared.weight" : "lm_head.weight");
        _lengths = [.. Enumerable.Range(0, rows).Select(row => Length(inputs.AsSpan(row * _inputLength, _inputLength)))];
        _inputOf = [.. Enumerable.Range(0, rows)];
        _past = [.. Enumerable.Range(0, rows).Select(_ => new int[maxLength])];
        _selfKeys = [.. _layers.Select(_ => new List<nint>())];
        _crossKeys = new float*[_layers.Length];
        int inner = model.Config.InnerWidth;
        for (int i = 0; i < _layers.Length; i++)
        {
            _crossKeys[i] = _memory.Take(2L * inputs.Length * inner);
        }

        _bias = Bias();
        Encode(inputs, rows);
    }

    public override ReadOnlySpan<float> Next(ReadOnlySpan<int> last)
    {
        (int rows, int width, int vocabulary) = (last.Length, _model.Config.DModel, _model.Config.VocabSize);
        float*[] cached = new float*[_layers.Length];
        for (int i = 0; i < _layers.Length; i++)
        {
            cached[i] = _memory.Take(2L * rows * _model.Config.InnerWidth);
            _selfKeys[i].Add((nint)cached[i]);
        }

        (int, long) mark = _memory.Mark();
        _pass.Rows = rows;
        float* states = _memory.Take((long)rows * width);
        for (int row = 0; row < rows; row++)
        {
            _past[row][Position] = row;
            new Span<float>(_pass.Value(_embedding + ((long)last[row] * width)), width).CopyTo(new Span<float>(states + ((long)row * width), width));
        }

        for (int i = 0; i < _layers.Length; i++)
        {
            states = Layer(i, states, rows);
        }

        float* normed = _pass.Norm(states, _finalNorm, rows);
        float* logits = _memory.Take((long)rows * vocabulary);
        Blas.Multiply(
            new(normed, width), new(_pass.Value(_head), width, isTransposed: true), new(logits, vocabulary), rows, width, vocabulary, scale: (float)_model.HeadScale);
        _memory.Release(mark);          // nothing is taken before the caller has read the logits
        Position++;
        return new ReadOnlySpan<float>(logits, rows * vocabulary);
    }

    public override void Keep(IReadOnlyList<int> rows)
    {
        _inputOf = [.. rows.Select(row => _inputOf[row])];
        _past = [.. rows.Select(row => (int[])_past[row].Clone())];
    }

    public override void Dispose() => _memory.Dispose();

    private float* Layer(int number, float* states, int rows)
    {
        (int model, int inner) = (_model.Config.DModel, _model.Config.InnerWidth);
        DecoderLayer layer = _layers[number];
        float* projected = _memory.Take(3L * rows * inner);
        _pass.Linear(_pass.Norm(states, layer.SelfNorm, rows), layer.SelfProjection, projected, rows, model, 3 * inner);
        float* cached = (float*)_selfKeys[number][Position];
        for (int row = 0; row < rows; row++)
        {
            new Span<float>(projected + (3L * row * inner) + inner, 2 * inner).CopyTo(new Span<float>(cached + (2L * row * inner), 2 * inner));
        }

        float* context = _memory.Take((long)rows * inner);
        AttendSelf(number, projected, context, rows);
        states = _pass.Residual(states, context, layer.SelfOutput, rows, inner, model, default);
        float* query = _memory.Take((long)rows * inner);
        _pass.Linear(_pass.Norm(states, layer.CrossNorm, rows), layer.CrossQuery, query, rows, model, inner);
        AttendCross(number, query, context, rows);
        states = _pass.Residual(states, context, layer.CrossOutput, rows, inner, model, default);
        return layer.FeedForward.Forward(_pass, states, length: 1);
    }

    private void AttendSelf(int number, float* projected, float* context, int rows)
    {
        (int heads, int width, int inner, int count) = (_model.Config.NumHeads, _model.Config.DKv, _model.Config.InnerWidth, Position + 1);
        long* places = stackalloc long[count];
        float* scores = _memory.Take(count);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < count; i++)
            {
                places[i] = ((float*)_selfKeys[number][i] - (float*)_selfKeys[number][0]) + (2L * _past[row][i] * inner);
            }

            float* first = (float*)_selfKeys[number][0];
            for (int head = 0; head < heads; head++)
            {
                int offset = head * width;
                float* bias = _bias + ((((long)Position * heads) + head) * _maxLength);
                CachedAttentionKernel.Run(
                    projected + (3L * row * inner) + offset, first + offset, first + inner + offset, places, count, bias, scores, context + ((long)row * inner) + offset, width);
            }
        }
    }

    private void AttendCross(int number, float* query, float* context, int rows)
    {
        (int heads, int width, int inner) = (_model.Config.NumHeads, _model.Config.DKv, _model.Config.InnerWidth);
        long* places = stackalloc long[_inputLength];
        float* scores = _memory.Take(SharedAttentionKernel.Queries * (long)_inputLength);
        for (int i = 0; i < _inputLength; i++)
        {
            places[i] = 2L * i * inner;
        }

        for (int row = 0; row < rows;)
        {
            int together = SharedAttentionKernel.Supports(width) && SharesInput(row, rows) ? SharedAttentionKernel.Queries : 1;
            int count = _lengths[_inputOf[row]];
            float* keys = _crossKeys[number] + (2L * _inputOf[row] * _inputLength * inner);
            for (int head = 0; head < heads; head++, keys += width)
            {
                long offset = ((long)row * inner) + (head * width);
                if (together > 1)
                {
                    SharedAttentionKernel.Run(query + offset, keys, keys + inner, 2L * inner, count, scores, context + offset, inner, width);
                }
                else
                {
                    CachedAttentionKernel.Run(query + offset, keys, keys + inner, places, count, null, scores, context + offset, width);
                }
            }

            row += together;
        }
    }

    // Whether the next rows are hypotheses of one input.
    private bool SharesInput(int row, int rows)
    {
        int last = row + SharedAttentionKernel.Queries - 1;
        return last < rows && _inputOf[last] == _inputOf[row];
    }

    // Some rows at a time, for the encoder keeps what a gradient would need.
    private void Encode(int[] inputs, int rows)
    {
        (int model, int inner) = (_model.Config.DModel, _model.Config.InnerWidth);
        StackPass encoder = new(_model.Parameters, _model.Config, isDecoder: false, firstSite: 0);
        int together = Math.Max(1, 8 * model / _inputLength);
        for (int first = 0; first < rows; first += together)
        {
            (int, long) mark = _memory.Mark();
            _pass.Rows = Math.Min(together, rows - first);
            int[] ids = inputs[(first * _inputLength)..((first + _pass.Rows) * _inputLength)];
            float[]? padding = ids.Contains(TextTokenizer.Pad) ? Array.ConvertAll(ids, id => id == TextTokenizer.Pad ? ModelBatch.Masked : 0) : null;
            fixed (float* mask = padding)
            {
                float* encoded = encoder.Forward(_pass, ids, new ScoreMask(mask, byQuery: false));
                for (int i = 0; i < _layers.Length; i++)
                {
                    _pass.Linear(encoded, _layers[i].CrossKeyValue, _crossKeys[i] + (2L * first * _inputLength * inner), ids.Length, model, 2 * inner);
                }
            }

            _memory.Release(mark);
        }
    }

    private float* Bias()
    {
        T5Config config = _model.Config;
        int[] buckets = RelativePosition.Table(
            0, _maxLength, _maxLength, bidirectional: false, config.RelativeAttentionNumBuckets, config.RelativeAttentionMaxDistance);
        float* table = _pass.Value(_model.Parameters.PlaceOf("decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"));
        float* bias = _memory.Take((long)config.NumHeads * buckets.Length);
        for (int i = 0; i < buckets.Length; i++)
        {
            (int query, int key) = (i / _maxLength, i % _maxLength);
            for (int head = 0; head < config.NumHeads; head++)
            {
                bias[(((query * config.NumHeads) + head) * _maxLength) + key] = table[(buckets[i] * config.NumHeads) + head];
            }
        }

        return bias;
    }

    private static int Length(ReadOnlySpan<int> input) => input.TrimEnd(TextTokenizer.Pad).Length;
}

/// <summary>Where the weights of one decoder layer lie.</summary>
internal sealed class DecoderLayer(ModelParameters parameters, T5Config config, int index)
{
    public long SelfNorm { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.0.layer_norm.weight");

    public long SelfProjection { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.0.SelfAttention.q.weight");

    public long SelfOutput { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.0.SelfAttention.o.weight");

    public long CrossNorm { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.1.layer_norm.weight");

    public long CrossQuery { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.1.EncDecAttention.q.weight");

    public long CrossKeyValue { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.1.EncDecAttention.k.weight");

    public long CrossOutput { get; } = parameters.PlaceOf($"decoder.block.{index}.layer.1.EncDecAttention.o.weight");

    public FeedForwardStep FeedForward { get; } = new(parameters, $"decoder.block.{index}.layer.2", config.IsGated, firstSite: 0);
}
