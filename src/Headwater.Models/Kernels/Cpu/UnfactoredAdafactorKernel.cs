using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>One step of <see cref="Adafactor"/> on a stack of matrices whose second moments are kept whole, in two readings of the gradient.</summary>
internal static unsafe class UnfactoredAdafactorKernel
{
    private static readonly int Width = Vector512<float>.Count;

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
        Vector512<float> old = Vector512.Create(decay);
        Vector512<float> fresh = Vector512.Create(1 - decay);
        Vector512<float> floor = Vector512.Create(Adafactor.SquareFloor);
        (Vector512<float> updateSums, Vector512<float> weightSums) = (Vector512<float>.Zero, Vector512<float>.Zero);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector512<float> gradient = Vector512.Load(g + i);
            Vector512<float> weight = Vector512.Load(w + i);
            Vector512<float> square = (gradient * gradient) + floor;
            Vector512<float> moment = (old * Vector512.Load(moments + i)) + (fresh * square);
            Vector512.Store(moment, moments + i);
            updateSums += gradient * gradient / moment;
            weightSums += weight * weight;
        }

        (double updates, double weights) = (Vector512.Sum(updateSums), Vector512.Sum(weightSums));
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
        Vector512<float> rate = Vector512.Create(scale);
        int i = 0;
        for (; i <= size - Width; i += Width)
        {
            Vector512<float> update = Vector512.Load(g + i) / Vector512.Sqrt(Vector512.Load(moments + i));
            Vector512.Store(Vector512.Load(w + i) - (rate * update), w + i);
        }

        for (; i < size; i++)
        {
            w[i] -= scale * g[i] / MathF.Sqrt(moments[i]);
        }
    }
}
