namespace Headwater.Models;

/// <summary>Attention of a layer between its input and its output, without norm and residual, and its gradient; what the gradient needs is kept between the two.</summary>
internal abstract unsafe class DecoderAttentionStep
{
    public static DecoderAttentionStep Of(DecoderModel model, DecoderNames names, int layer, int site) =>
        model.Config.IsNeoX ? new InterleavedAttentionStep(model, names, layer, site) : new SeparateAttentionStep(model, names, layer, site);

    public abstract float* Forward(DecoderContext pass, float* x);

    /// <summary>Computes the gradient of the input from that of the output. The result overwrites the buffer it is given.</summary>
    public abstract void Backward(DecoderContext pass, float* slope, float* dx);
}

/// <summary>With a matrix of queries and one of keys and values, whose norms some layouts have: all but GPT-NeoX.</summary>
internal sealed unsafe class SeparateAttentionStep(DecoderModel model, DecoderNames names, int layer, int site) : DecoderAttentionStep
{
    private readonly DecoderConfig _config = model.Config;
    private readonly DecoderWeight _query = DecoderWeight.Of(model.Parameters, names.Query(layer), model.Config.QueryKeyValueBias);
    private readonly DecoderWeight _keyValue = DecoderWeight.Of(model.Parameters, names.Key(layer), model.Config.QueryKeyValueBias);       // values below keys
    private readonly DecoderWeight _output = DecoderWeight.Of(model.Parameters, names.Output(layer), model.Config.AttentionOutputBias);
    private readonly QueryKeyNorm _norm = model.Config.Kind.QueryKeyNorm();
    private readonly long _queryNorm = model.Config.Kind.QueryKeyNorm() == QueryKeyNorm.None ? 0 : model.Parameters.PlaceOf($"{names.QueryNorm(layer)}.weight");
    private readonly long _keyNorm = model.Config.Kind.QueryKeyNorm() == QueryKeyNorm.None ? 0 : model.Parameters.PlaceOf($"{names.KeyNorm(layer)}.weight");

    private float* _x;
    private float* _queries;        // as projected
    private float* _keys;           // as projected, with values beside them
    private float* _context;
    private GroupedAttention _attention;

    public override float* Forward(DecoderContext pass, float* x)
    {
        (int queryWidth, int keyWidth) = (_config.QueryWidth, _config.KeyValueWidth);
        _x = x;
        _queries = pass.Linear(x, _query, _config.HiddenSize, queryWidth);
        _keys = pass.Linear(x, _keyValue, _config.HiddenSize, 2 * keyWidth);
        float* queries = _queries;
        float* keys = _keys;
        int keyStride = 2 * keyWidth;
        if (_norm != QueryKeyNorm.None)
        {
            queries = Normed(pass, _queries, queryWidth, queryWidth, _queryNorm);
            keys = Normed(pass, _keys, 2 * keyWidth, keyWidth, _keyNorm);
            keyStride = keyWidth;
        }

        pass.Turn(queries, _config.NumAttentionHeads, _config.HeadDim, queryWidth, 1);
        pass.Turn(keys, _config.NumKeyValueHeads, _config.HeadDim, keyStride, 1);
        _attention = new GroupedAttention
        {
            Query = new(queries, queryWidth),
            Key = new(keys, keyStride),
            Value = new(_keys + keyWidth, 2 * keyWidth),
            Pitch = _config.HeadDim,
            Weights = pass.Memory.Take((long)pass.Places * pass.Length * _config.NumAttentionHeads),
            Dropout = pass.Site(site),
        };
        _context = pass.Memory.Take((long)pass.Places * queryWidth);
        _attention.Forward(pass, new(_context, queryWidth));
        return pass.Linear(_context, _output, queryWidth, _config.HiddenSize);
    }

    public override void Backward(DecoderContext pass, float* slope, float* dx)
    {
        (int queryWidth, int keyWidth) = (_config.QueryWidth, _config.KeyValueWidth);
        (int, long) mark = pass.Memory.Mark();
        float* context = pass.Memory.Take((long)pass.Places * queryWidth);
        pass.LinearBackward(_context, _output, slope, context, queryWidth, _config.HiddenSize);
        float* queries = pass.Memory.Take((long)pass.Places * queryWidth);
        float* keys = pass.Memory.Take(2L * pass.Places * keyWidth);
        new Span<float>(keys, 2 * pass.Places * keyWidth).Clear();
        _attention.Backward(pass, new(context, queryWidth), new(queries, queryWidth), new(keys, 2 * keyWidth), new(keys + keyWidth, 2 * keyWidth));
        pass.Turn(queries, _config.NumAttentionHeads, _config.HeadDim, queryWidth, -1);
        pass.Turn(keys, _config.NumKeyValueHeads, _config.HeadDim, 2 * keyWidth, -1);
        if (_norm != QueryKeyNorm.None)
        {
            NormBackward(pass, queries, _queries, queryWidth, queryWidth, _queryNorm);
            NormBackward(pass, keys, _keys, 2 * keyWidth, keyWidth, _keyNorm);
        }

        pass.LinearBackward(_x, _query, queries, dx, _config.HiddenSize, queryWidth);
        pass.LinearBackward(_x, _keyValue, keys, dx, _config.HiddenSize, 2 * keyWidth, keep: 1);
        pass.Memory.Release(mark);
    }

    // The norm of the first numbers of each place, of each head or of all, close together in fresh memory.
    private float* Normed(DecoderContext pass, float* projected, int stride, int width, long scale)
    {
        int size = _norm == QueryKeyNorm.Head ? _config.HeadDim : width;
        float* normed = pass.Memory.Take((long)pass.Places * width);
        for (int place = 0; place < pass.Places; place++)
        {
            RmsNormKernel.ForwardRows(
                projected + ((long)place * stride), pass.Value(scale), normed + ((long)place * width), 0, width / size, size, (float)_config.NormEpsilon);
        }

        return normed;
    }

    // The gradient of what was normed becomes that of what was projected, in place.
    private void NormBackward(DecoderContext pass, float* gradient, float* projected, int stride, int width, long scale)
    {
        int size = _norm == QueryKeyNorm.Head ? _config.HeadDim : width;
        (int, long) mark = pass.Memory.Mark();
        float* slope = pass.Memory.Take(width);
        for (int place = 0; place < pass.Places; place++)
        {
            Span<float> own = new(gradient + ((long)place * stride), width);
            own.CopyTo(new Span<float>(slope, width));
            own.Clear();
            pass.NormBackward(slope, projected + ((long)place * stride), scale, gradient + ((long)place * stride), width / size, size);
        }

        pass.Memory.Release(mark);
    }
}
