using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;

namespace Headwater.Models;

/// <summary>
/// y = a · σ(a) · b, where a row holds a, then b (SwiGLU: Shazeer 2020, arXiv:2002.05202), with d(aσ)/da = σ + aσ (1 − σ). By the calling thread.
/// </summary>
internal static unsafe class GatedSiluKernel
{
    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* y, int rows, int size)
    {
        for (int row = 0; row < rows; row++, x += 2 * size, y += size)
        {
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector512<float> gate = Vector512.Load(x + i);
                Vector512.Store(gate * Sigmoid(gate) * Vector512.Load(x + size + i), y + i);
            }

            for (; i < size; i++)
            {
                Vector512<float> gate = Vector512.Create(x[i]);
                y[i] = (gate * Sigmoid(gate))[0] * x[size + i];
            }
        }
    }

    /// <summary>The gradient of x, written over x.</summary>
    public static void Backward(float* gradient, float* x, int rows, int size)
    {
        for (int row = 0; row < rows; row++, x += 2 * size, gradient += size)
        {
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                (Vector512<float> gate, Vector512<float> other) = Slopes(Vector512.Load(x + i), Vector512.Load(x + size + i), Vector512.Load(gradient + i));
                Vector512.Store(gate, x + i);
                Vector512.Store(other, x + size + i);
            }

            for (; i < size; i++)
            {
                (Vector512<float> gate, Vector512<float> other) = Slopes(Vector512.Create(x[i]), Vector512.Create(x[size + i]), Vector512.Create(gradient[i]));
                (x[i], x[size + i]) = (gate[0], other[0]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Gate, Vector512<float> Other) Slopes(Vector512<float> a, Vector512<float> b, Vector512<float> g)
    {
        Vector512<float> sigma = Sigmoid(a);
        Vector512<float> value = a * sigma;
        return (g * b * Vector512.MultiplyAddEstimate(value, Vector512<float>.One - sigma, sigma), g * value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sigmoid(Vector512<float> a) => Lanes.Reciprocal(Vector512<float>.One + Lanes.Exp(-a));
}
