using System.Numerics;

namespace Headwater.Models;

/// <summary>One step of <see cref="Adafactor"/> on a stack of matrices whose second moments are kept whole, in two readings of the gradient.</summary>
internal static unsafe class UnfactoredAdafactorKernel
{
    private static readonly int Width = Vector<float>.Count;

    /// <summary>The state of a stack: weights, gradients and moments, each slices of <paramref name="Size"/> numbers.</summary>
    internal readonly record struct Stack(nint Weights, nint Gradients, nint Moments, int Slices, int Size);

    public static void Step(Stack stack, double learningRate, double decay) => RowRanges.ForEach(stack.Slices, stack.Size, (_, first, end) =>
    {
        for (long slice = first; slice < end; slice++)
        {
            float* weights = (float*)stack.Weights + (slice * stack.Size);
            float* gradients = (float*)stack.Gradients + (slice * stack.Size);
            float* moments = (float*)stack.Moments + (slice * stack.Size);
            (double update, double weight) = Follow(weights, gradients, moments, stack.Size, (float)decay);
            double clip = Math.Max(1, Math.Sqrt(update) / Adafactor.ClipThreshold);
            double scale = learningRate * Math.Max(Adafactor.ScaleFloor, Math.Sqrt(weight)) / clip;
            Move(weights, gradients, moments, stack.Size, (float)scale);
        }
    });

    // The moments follow the squared gradient; returns the mean squares of the update they give and of the weights.
    private static (double Update, double Weight) Follow(float* w, float* g, float* moments, int size, float decay)
    {
        Vector<float> old = new(decay);
        Vector<float> fresh = new(1 - decay);
        Vector<float> floor = new(Adafactor.SquareFloor);
        (Vector<float> updateSums, Vector<float> weightSums) = (Vector<float>.Zero, Vector<float>.Zero);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector<float> gradient = Vector.Load(g + i);
            Vector<float> weight = Vector.Load(w + i);
            Vector<float> square = (gradient * gradient) + floor;
            Vector<float> moment = (old * Vector.Load(moments + i)) + (fresh * square);
            Vector.Store(moment, moments + i);
            updateSums += gradient * gradient / moment;
            weightSums += weight * weight;
        }

        (double updates, double weights) = (Vector.Sum(updateSums), Vector.Sum(weightSums));
        for (; i < size; i++)
        {
            float square = (g[i] * g[i]) + Adafactor.SquareFloor;
            moments[i] = (decay * moments[i]) + ((1 - decay) * square);
            updates += g[i] * g[i] / moments[i];
            weights += w[i] * w[i];
        }

        return (updates / size, weights / size);
    }

    private static void Move(float* w, float* g, float* moments, int size, float scale)
    {
        Vector<float> rate = new(scale);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector<float> update = Vector.Load(g + i) / Vector.SquareRoot(Vector.Load(moments + i));
            Vector.Store(Vector.Load(w + i) - (rate * update), w + i);
        }

        for (; i < size; i++)
        {
            w[i] -= scale * g[i] / MathF.Sqrt(moments[i]);
        }
    }
}
