namespace Headwater.Models;

/// <summary>x + Wo · attention(norm x) over the same states, and its gradient; what the gradient needs is kept between the two.</summary>
internal sealed unsafe class SelfAttentionStep(ModelParameters parameters, string layer, int firstSite)
{
    /// <summary>Sites of dropout that one such step uses.</summary>
    public const int Sites = 2;

    private readonly long _norm = parameters.PlaceOf($"{layer}.layer_norm.weight");
    private readonly long _projection = parameters.PlaceOf($"{layer}.SelfAttention.q.weight");       // k and v below it
    private readonly long _output = parameters.PlaceOf($"{layer}.SelfAttention.o.weight");

    private int _positions;
    private float* _x;
    private float* _normed;
    private float* _context;
    private HeadAttention _attention;

    public float* Forward(PassContext pass, float* x, int length, float* bias, ScoreMask mask)
    {
        (int model, int inner) = (pass.Config.DModel, pass.Config.InnerWidth);
        _positions = pass.Rows * length;
        _x = x;
        _normed = pass.Norm(x, _norm, _positions);
        float* projected = pass.Memory.Take(3L * _positions * inner);
        pass.Linear(_normed, _projection, projected, _positions, model, 3 * inner);
        HeadStates query = new(projected, 3 * inner);
        _attention = new HeadAttention
        {
            Queries = length,
            Keys = length,
            Query = query,
            Key = query.From(inner),
            Value = query.From(2 * inner),
            Weights = pass.Memory.Take((long)_positions * length * pass.Config.NumHeads),
            Bias = bias,
            Mask = mask,
            Dropout = pass.Site(firstSite),
        };
        _context = pass.Memory.Take((long)_positions * inner);
        _attention.Forward(pass, new(_context, inner));
        return pass.Residual(x, _context, _output, _positions, inner, model, pass.Site(firstSite + 1));
    }

    /// <summary>From the gradient of the result to that of x, in place; the bias' is added to.</summary>
    public void Backward(PassContext pass, float* dx, float* biasGradient)
    {
        (int model, int inner) = (pass.Config.DModel, pass.Config.InnerWidth);
        (int, long) mark = pass.Memory.Mark();
        float* slope = pass.BeforeDropout(dx, _positions, model, pass.Site(firstSite + 1));
        float* context = pass.Memory.Take((long)_positions * inner);
        pass.LinearBackward(_context, _output, slope, context, _positions, inner, model);
        float* projected = pass.Memory.Take(3L * _positions * inner);
        HeadStates query = new(projected, 3 * inner);
        _attention.Backward(pass, new(context, inner), query, query.From(inner), query.From(2 * inner), biasGradient);
        float* normed = pass.Memory.Take((long)_positions * model);
        pass.LinearBackward(_normed, _projection, projected, normed, _positions, model, 3 * inner);
        pass.NormBackward(normed, _x, _norm, dx, _positions);
        pass.Memory.Release(mark);
    }
}
