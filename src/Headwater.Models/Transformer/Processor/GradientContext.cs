using Headwater.Data;

namespace Headwater.Models;

/// <summary>What the steps of one worker share in every family while it computes the gradient of some rows of a batch: memory, places of weights, and what is dropped.</summary>
internal abstract unsafe class GradientContext(ModelParameters parameters, float* gradients, Workspace memory)
{
    // Rows of a weight's gradient that one product makes: with many, at a small width, the product falls to two thirds of its rate.
    private const int GradientRows = 512;

    private readonly float* _values = Lanes.Floats(parameters.Values);
    private readonly float* _gradients = gradients;

    public Workspace Memory { get; } = memory;

    /// <summary>Whether gradients are added to what is there; otherwise they take its place.</summary>
    public bool Adds { get; set; }

    /// <summary>What this pass drops, site by site; empty when nothing is.</summary>
    public DropoutSite[] Sites { get; set; } = [];

    /// <summary>The first of the rows, in the batch: where a number lies decides whether it is dropped.</summary>
    public int FirstRow { get; set; }

    public int Rows { get; set; }

    public DropoutSite Site(int number) => Sites.Length == 0 ? default : Sites[number];

    public float* Value(long place) => _values + place;

    public float* Gradient(long place) => _gradients + place;

    /// <summary>dW gets dyᵀ · x;  dx = dy · W + keep · dx.</summary>
    public void LinearBackward(float* x, long weight, float* dy, float* dx, int rows, int inputs, int outputs, float keep = 0)
    {
        for (int first = 0; first < outputs; first += GradientRows)
        {
            int count = Math.Min(GradientRows, outputs - first);
            float* gradient = Gradient(weight) + ((long)first * inputs);
            Blas.Multiply(new(dy + first, outputs, isTransposed: true), new(x, inputs), new(gradient, inputs), count, rows, inputs, Adds ? 1 : 0);
        }

        Blas.Multiply(new(dy, outputs), new(Value(weight), inputs), new(dx, inputs), rows, outputs, inputs, keep);
    }
}
