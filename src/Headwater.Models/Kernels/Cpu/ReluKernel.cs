using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>y = max(x, 0), and its gradient, by the calling thread.</summary>
internal static unsafe class ReluKernel
{
    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* y, long count)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Vector512.Max(Vector512.Load(x + i), Vector512<float>.Zero), y + i);
        }

        for (; i < count; i++)
        {
            y[i] = MathF.Max(x[i], 0);
        }
    }

    /// <summary>The gradient where x is positive, else 0, written over x.</summary>
    public static void Backward(float* gradient, float* x, long count)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512<float> passes = Vector512.GreaterThan(Vector512.Load(x + i), Vector512<float>.Zero);
            Vector512.Store(Vector512.ConditionalSelect(passes, Vector512.Load(gradient + i), Vector512<float>.Zero), x + i);
        }

        for (; i < count; i++)
        {
            x[i] = x[i] > 0 ? gradient[i] : 0;
        }
    }
}
