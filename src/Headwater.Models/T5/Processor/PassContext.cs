using Headwater.Data;

namespace Headwater.Models;

/// <summary>What the steps of one worker share while it computes the gradient of some rows of a batch.</summary>
internal sealed unsafe class PassContext(T5Model model, float* gradients, Workspace memory) : GradientContext(model.Parameters, gradients, memory)
{
    public T5Config Config { get; } = model.Config;

    /// <summary>Rows of the batch that these are some of.</summary>
    public int BatchRows { get; set; }

    /// <summary>y = x · Wᵀ + keep · y; W is (outputs, inputs).</summary>
    public void Linear(float* x, long weight, float* y, int rows, int inputs, int outputs, float keep = 0) =>
        Blas.Multiply(new(x, inputs), new(Value(weight), inputs, isTransposed: true), new(y, outputs), rows, inputs, outputs, keep);

    /// <summary>x + dropout(y · Wᵀ), in fresh memory.</summary>
    public float* Residual(float* x, float* y, long weight, int rows, int inputs, int outputs, DropoutSite site)
    {
        long count = (long)rows * outputs;
        float* sum = Memory.Take(count);
        if (site.IsNone)
        {
            Buffer.MemoryCopy(x, sum, count * sizeof(float), count * sizeof(float));
            Linear(y, weight, sum, rows, inputs, outputs, keep: 1);
            return sum;
        }

        Linear(y, weight, sum, rows, inputs, outputs);
        Drop(sum, sum, rows, outputs, site);
        SoftmaxKernel.Add(sum, x, count);
        return sum;
    }

    /// <summary>The gradient before dropout of one after it: the same memory when nothing is dropped, else fresh.</summary>
    public float* BeforeDropout(float* gradient, int rows, int size, DropoutSite site)
    {
        if (site.IsNone)
        {
            return gradient;
        }

        float* dropped = Memory.Take((long)rows * size);
        Drop(gradient, dropped, rows, size, site);
        return dropped;
    }

    /// <summary>to = from · dropout, in place or not; nothing where the site drops nothing.</summary>
    public void Drop(float* from, float* to, int rows, int size, DropoutSite site)
    {
        if (!site.IsNone)
        {
            SoftmaxKernel.DropRange(from, to, (long)rows * size, (uint)((long)FirstPlace(rows) * size), site);
        }
    }

    /// <summary>Where these rows' first position lies among those of the batch.</summary>
    public int FirstPlace(int positions) => FirstRow * (positions / Rows);

    public float* Norm(float* x, long scale, int rows)
    {
        float* normed = Memory.Take((long)rows * Config.DModel);
        RmsNormKernel.ForwardRows(x, Value(scale), normed, 0, rows, Config.DModel, (float)Config.LayerNormEpsilon);
        return normed;
    }

    /// <summary>dx += the gradient through the norm; so is the scale's.</summary>
    public void NormBackward(float* gradient, float* x, long scale, float* dx, int rows) =>
        RmsNormKernel.BackwardAdd(gradient, x, Value(scale), dx, Gradient(scale), rows, Config.DModel, (float)Config.LayerNormEpsilon);
}
