namespace Headwater.Models;

/// <summary>x + Wo · attention(norm x) over the encoder's states, and its gradient.</summary>
internal sealed unsafe class CrossAttentionStep(ModelParameters parameters, string layer, int firstSite)
{
    /// <summary>Sites of dropout that one such step uses.</summary>
    public const int Sites = 2;

    private readonly long _norm = parameters.PlaceOf($"{layer}.layer_norm.weight");
    private readonly long _query = parameters.PlaceOf($"{layer}.EncDecAttention.q.weight");
    private readonly long _keyValue = parameters.PlaceOf($"{layer}.EncDecAttention.k.weight");       // v below it
    private readonly long _output = parameters.PlaceOf($"{layer}.EncDecAttention.o.weight");

    private int _positions;
    private int _encodedPositions;
    private float* _x;
    private float* _encoded;
    private float* _normed;
    private float* _context;
    private HeadAttention _attention;

    public float* Forward(PassContext pass, float* x, int length, float* encoded, int encodedLength, ScoreMask mask)
    {
        (int model, int inner) = (pass.Config.DModel, pass.Config.InnerWidth);
        (_positions, _encodedPositions) = (pass.Rows * length, pass.Rows * encodedLength);
        _x = x;
        _encoded = encoded;
        _normed = pass.Norm(x, _norm, _positions);
        float* query = pass.Memory.Take((long)_positions * inner);
        float* keyValue = pass.Memory.Take(2L * _encodedPositions * inner);
        pass.Linear(_normed, _query, query, _positions, model, inner);
        pass.Linear(encoded, _keyValue, keyValue, _encodedPositions, model, 2 * inner);
        HeadStates key = new(keyValue, 2 * inner);
        _attention = new HeadAttention
        {
            Queries = length,
            Keys = encodedLength,
            Query = new(query, inner),
            Key = key,
            Value = key.From(inner),
            Weights = pass.Memory.Take((long)_positions * encodedLength * pass.Config.NumHeads),
            Mask = mask,
            Dropout = pass.Site(firstSite),
        };
        _context = pass.Memory.Take((long)_positions * inner);
        _attention.Forward(pass, new(_context, inner));
        return pass.Residual(x, _context, _output, _positions, inner, model, pass.Site(firstSite + 1));
    }

    /// <summary>From the gradient of the result to that of x, in place; the encoder's is added to.</summary>
    public void Backward(PassContext pass, float* dx, float* encodedGradient)
    {
        (int model, int inner) = (pass.Config.DModel, pass.Config.InnerWidth);
        (int, long) mark = pass.Memory.Mark();
        float* slope = pass.BeforeDropout(dx, _positions, model, pass.Site(firstSite + 1));
        float* context = pass.Memory.Take((long)_positions * inner);
        pass.LinearBackward(_context, _output, slope, context, _positions, inner, model);
        float* query = pass.Memory.Take((long)_positions * inner);
        float* keyValue = pass.Memory.Take(2L * _encodedPositions * inner);
        HeadStates key = new(keyValue, 2 * inner);
        _attention.Backward(pass, new(context, inner), new(query, inner), key, key.From(inner), null);
        pass.LinearBackward(_encoded, _keyValue, keyValue, encodedGradient, _encodedPositions, model, 2 * inner, keep: 1);
        float* normed = pass.Memory.Take((long)_positions * model);
        pass.LinearBackward(_normed, _query, query, normed, _positions, model, inner);
        pass.NormBackward(normed, _x, _norm, dx, _positions);
        pass.Memory.Release(mark);
    }
}
