using Headwater.Data;

namespace Headwater.Models;

/// <summary>What the steps of one worker share while it computes the gradient of some rows of a causal batch: memory, places of weights, and where documents begin.</summary>
internal sealed unsafe class DecoderContext(DecoderModel model, float* gradients, Workspace memory)
{
    // Rows of a weight's gradient that one product makes: with many, at a small width, the product falls to two thirds of its rate.
    private const int GradientRows = 512;

    private readonly float* _values = Lanes.Floats(model.Parameters.Values);
    private readonly float* _gradients = gradients;

    public DecoderConfig Config { get; } = model.Config;

    public Workspace Memory { get; } = memory;

    public RotaryTable Rotary { get; } = new(model.Config);

    /// <summary>Whether gradients are added to what is there; otherwise they take its place.</summary>
    public bool Adds { get; set; }

    /// <summary>What this pass drops, site by site; empty when nothing is.</summary>
    public DropoutSite[] Sites { get; set; } = [];

    /// <summary>The first of the rows, in the batch: where a number lies decides whether it is dropped.</summary>
    public int FirstRow { get; set; }

    public int Rows { get; set; }

    public int Length { get; set; }

    /// <summary>The position of each place in its document.</summary>
    public int[] Positions { get; set; } = [];

    public int Places => Rows * Length;

    public DropoutSite Site(int number) => Sites.Length == 0 ? default : Sites[number];

    public float* Value(long place) => _values + place;

    public float* Gradient(long place) => _gradients + place;

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
        for (int first = 0; first < outputs; first += GradientRows)
        {
            int count = Math.Min(GradientRows, outputs - first);
            float* gradient = Gradient(weight.Matrix) + ((long)first * inputs);
            Blas.Multiply(new(dy + first, outputs, isTransposed: true), new(x, inputs), new(gradient, inputs), count, Places, inputs, Adds ? 1 : 0);
        }

        if (weight.Bias is long bias)
        {
            for (int place = 0; place < Places; place++)
            {
                SoftmaxKernel.Add(Gradient(bias), dy + ((long)place * outputs), outputs);
            }
        }

        Blas.Multiply(new(dy, outputs), new(Value(weight.Matrix), inputs), new(dx, inputs), Places, outputs, inputs, keep);
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
