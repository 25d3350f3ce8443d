using Headwater.Data;

namespace Headwater.Models;

/// <summary>What the steps of one worker share while it computes the gradient of some rows of a causal batch: memory, places of weights, and where documents begin.</summary>
internal sealed unsafe class DecoderContext(DecoderModel model, float* gradients, Workspace memory) : GradientContext(model.Parameters, gradients, memory)
{
    public DecoderConfig Config { get; } = model.Config;

    public RotaryTable Rotary { get; } = new(model.Config);

    public int Length { get; set; }

    /// <summary>The position of each place in its document.</summary>
    public int[] Positions { get; set; } = [];

    /// <summary>The length of the prefix of each place's document; empty where there are none.</summary>
    public int[] Prefixes { get; set; } = [];

    public int Places => Rows * Length;

    /// <summary>y = x · Wᵀ + b, in fresh memory; W is (outputs, inputs).</summary>
    public float* Linear(float* x, DecoderWeight weight, int inputs, int outputs)
    {
        float* y = Memory.Take((long)Places * outputs);
        if (weight.Bias is long bias)
        {
            for (int place = 0; place < Places; place++)
            {
                new Span<float>(Value(bias), outputs).CopyTo(new Span<float>(y + ((long)place * outputs), outputs));
            }
        }

        Blas.Multiply(new(x, inputs), new(Value(weight.Matrix), inputs, isTransposed: true), new(y, outputs), Places, inputs, outputs, weight.Bias is null ? 0 : 1);
        return y;
    }

    /// <summary>dW gets dyᵀ · x, db the sum of dy;  dx = dy · W + keep · dx.</summary>
    public void LinearBackward(float* x, DecoderWeight weight, float* dy, float* dx, int inputs, int outputs, float keep = 0)
    {
        if (weight.Bias is long bias)
        {
            for (int place = 0; place < Places; place++)
            {
                SoftmaxKernel.Add(Gradient(bias), dy + ((long)place * outputs), outputs);
            }
        }

        LinearBackward(x, weight.Matrix, dy, dx, Places, inputs, outputs, keep);
    }

    /// <summary>The norm of states, in fresh memory.</summary>
    public float* Norm(float* x, DecoderScale norm)
    {
        float* normed = Memory.Take((long)Places * Config.HiddenSize);
        if (norm.Shift is long shift)
        {
            LayerNormKernel.Forward(x, Value(norm.Scale), Value(shift), normed, Places, Config.HiddenSize, (float)Config.NormEpsilon);
        }
        else
        {
            RmsNormKernel.ForwardRows(x, Value(norm.Scale), normed, 0, Places, Config.HiddenSize, (float)Config.NormEpsilon);
        }

        return normed;
    }

    /// <summary>dx += the gradient through the norm; so are the norm's own.</summary>
    public void NormBackward(float* gradient, float* x, DecoderScale norm, float* dx)
    {
        if (norm.Shift is long shift)
        {
            LayerNormKernel.BackwardAdd(gradient, x, Value(norm.Scale), dx, Gradient(norm.Scale), Gradient(shift), Places, Config.HiddenSize, (float)Config.NormEpsilon);
        }
        else
        {
            NormBackward(gradient, x, norm.Scale, dx, Places, Config.HiddenSize);
        }
    }

    /// <summary>dx += the gradient through an RMS norm; so is the scale's.</summary>
    public void NormBackward(float* gradient, float* x, long scale, float* dx, int rows, int size) =>
        RmsNormKernel.BackwardAdd(gradient, x, Value(scale), dx, Gradient(scale), rows, size, (float)Config.NormEpsilon);

    /// <summary>Turns the heads of every place by its position, or back; a head lies <paramref name="pitch"/> numbers behind the one before.</summary>
    public void Turn(float* heads, int count, int pitch, int stride, float direction)
    {
        fixed (float* cosines = Rotary.Cosines, sines = Rotary.Sines)
        {
            for (int place = 0; place < Places; place++)
            {
                long offset = (long)Positions[place] * Rotary.Pairs;
                RotaryKernel.Turn(heads + ((long)place * stride), count, pitch, cosines + offset, sines + offset, Rotary.Pairs, direction);
            }
        }
    }

    /// <summary>x + dropout(y), in fresh memory.</summary>
    public float* Residual(float* x, float* y, DropoutSite site)
    {
        long count = (long)Places * Config.HiddenSize;
        float* sum = Memory.Take(count);
        if (site.IsNone)
        {
            Buffer.MemoryCopy(y, sum, count * sizeof(float), count * sizeof(float));
        }
        else
        {
            Drop(y, sum, site);
        }

        SoftmaxKernel.Add(sum, x, count);
        return sum;
    }

    /// <summary>The gradient before dropout of one after it, in fresh memory.</summary>
    public float* BeforeDropout(float* gradient, DropoutSite site)
    {
        long count = (long)Places * Config.HiddenSize;
        float* before = Memory.Take(count);
        if (site.IsNone)
        {
            Buffer.MemoryCopy(gradient, before, count * sizeof(float), count * sizeof(float));
        }
        else
        {
            Drop(gradient, before, site);
        }

        return before;
    }

    /// <summary>to = from · dropout over states, in place or not.</summary>
    public void Drop(float* from, float* to, DropoutSite site) =>
        SoftmaxKernel.DropRange(from, to, (long)Places * Config.HiddenSize, (uint)((long)FirstRow * Length * Config.HiddenSize), site);
}

/// <summary>Where a matrix and its bias lie in the buffer.</summary>
internal readonly record struct DecoderWeight(long Matrix, long? Bias)
{
    public static DecoderWeight Of(ModelParameters parameters, string name, bool hasBias) =>
        new(parameters.PlaceOf($"{name}.weight"), hasBias ? parameters.PlaceOf($"{name}.bias") : null);
}

/// <summary>Where the scale of a norm lies in the buffer, and its shift where it has one.</summary>
internal readonly record struct DecoderScale(long Scale, long? Shift)
{
    public static DecoderScale Of(ModelParameters parameters, string name, bool hasShift) =>
        new(parameters.PlaceOf($"{name}.weight"), hasShift ? parameters.PlaceOf($"{name}.bias") : null);
}
