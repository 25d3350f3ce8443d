namespace Headwater.Models;

/// <summary>x + wo · (gelu(wi_0 · norm x) · (wi_1 · norm x)), or x + wo · relu(wi · norm x), and its gradient.</summary>
internal sealed unsafe class FeedForwardStep(ModelParameters parameters, string layer, bool isGated, int firstSite)
{
    /// <summary>Sites of dropout that one such step uses.</summary>
    public const int Sites = 2;

    private readonly long _norm = parameters.PlaceOf($"{layer}.layer_norm.weight");
    private readonly long _in = parameters.PlaceOf($"{layer}.DenseReluDense.{(isGated ? "wi_0" : "wi")}.weight");      // with wi_1 below it
    private readonly long _out = parameters.PlaceOf($"{layer}.DenseReluDense.wo.weight");

    private int _positions;
    private float* _x;
    private float* _normed;
    private float* _projected;
    private float* _inner;

    public float* Forward(PassContext pass, float* x, int length)
    {
        (int model, int size) = (pass.Config.DModel, pass.Config.DFf);
        _positions = pass.Rows * length;
        _x = x;
        _normed = pass.Norm(x, _norm, _positions);
        int projected = isGated ? 2 * size : size;
        _projected = pass.Memory.Take((long)_positions * projected);
        pass.Linear(_normed, _in, _projected, _positions, model, projected);
        _inner = pass.Memory.Take((long)_positions * size);
        if (isGated)
        {
            GatedGeluKernel.ForwardRows(_projected, _inner, 0, _positions, size, pass.Site(firstSite), pass.FirstPlace(_positions));
        }
        else
        {
            ReluKernel.Forward(_projected, _inner, (long)_positions * size);
            pass.Drop(_inner, _inner, _positions, size, pass.Site(firstSite));
        }

        return pass.Residual(x, _inner, _out, _positions, size, model, pass.Site(firstSite + 1));
    }

    /// <summary>From the gradient of the result to that of x, in place.</summary>
    public void Backward(PassContext pass, float* dx)
    {
        (int model, int size) = (pass.Config.DModel, pass.Config.DFf);
        (int, long) mark = pass.Memory.Mark();
        float* slope = pass.BeforeDropout(dx, _positions, model, pass.Site(firstSite + 1));
        float* inner = pass.Memory.Take((long)_positions * size);
        pass.LinearBackward(_inner, _out, slope, inner, _positions, size, model);
        if (isGated)
        {
            GatedGeluKernel.BackwardRows(inner, _projected, _projected, 0, _positions, size, pass.Site(firstSite), pass.FirstPlace(_positions));
        }
        else
        {
            pass.Drop(inner, inner, _positions, size, pass.Site(firstSite));
            ReluKernel.Backward(inner, _projected, (long)_positions * size);
        }

        float* normed = pass.Memory.Take((long)_positions * model);
        pass.LinearBackward(_normed, _in, _projected, normed, _positions, model, isGated ? 2 * size : size);
        pass.NormBackward(normed, _x, _norm, dx, _positions);
        pass.Memory.Release(mark);
    }
}
