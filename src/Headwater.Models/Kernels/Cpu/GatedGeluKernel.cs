using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;

namespace Headwater.Models;

/// <summary>
/// y = gelu(a) · b, where a row holds a, then b. GELU by tanh is a · σ(2u), u = √(2/π) (a + 0.044715 a³), with
/// derivative σ + a σ (1 − σ) 2u′ (Hendrycks, Gimpel 2016, arXiv:1606.08415).
/// </summary>
internal static unsafe class GatedGeluKernel
{
    private const float TwoRootTwoOverPi = 1.5957691216f;
    private const float Cubic = 0.044715f;

    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* y, int rows, int size, DropoutSite dropout) =>
        RowRanges.ForEach(rows, size, (_, first, end) => ForwardRows(x, y, first, end, size, dropout, 0));

    /// <summary>The rows from first to before end, by the calling thread; row 0 is row <paramref name="origin"/> of what is dropped.</summary>
    public static void ForwardRows(float* x, float* y, int first, int end, int size, DropoutSite dropout, int origin)
    {
        for (int row = first; row < end; row++)
        {
            float* a = x + (2L * row * size);
            float* b = a + size;
            float* ys = y + ((long)row * size);
            uint place = (uint)((long)(origin + row) * size);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector512<float> gate = Vector512.Load(a + i);
                Vector512<float> result = gate * Sigmoid(gate) * Vector512.Load(b + i);
                Vector512.Store(dropout.IsNone ? result : result * dropout.Factors(place + (uint)i), ys + i);
            }

            for (; i < size; i++)
            {
                Vector512<float> gate = Vector512.Create(a[i]);
                float result = (gate * Sigmoid(gate))[0] * b[i];
                ys[i] = dropout.IsNone ? result : result * dropout.Factor(place + (uint)i);
            }
        }
    }

    public static void Backward(float* gradient, float* x, float* xGradient, int rows, int size, DropoutSite dropout) =>
        RowRanges.ForEach(rows, size, (_, first, end) => BackwardRows(gradient, x, xGradient, first, end, size, dropout, 0));

    /// <summary>As <see cref="ForwardRows"/>; the gradient of x may be written over x.</summary>
    public static void BackwardRows(float* gradient, float* x, float* xGradient, int first, int end, int size, DropoutSite dropout, int origin)
    {
        for (int row = first; row < end; row++)
        {
            float* a = x + (2L * row * size);
            float* b = a + size;
            float* da = xGradient + (2L * row * size);
            float* db = da + size;
            float* g = gradient + ((long)row * size);
            uint place = (uint)((long)(origin + row) * size);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector512<float> slope = Vector512.Load(g + i);
                slope = dropout.IsNone ? slope : slope * dropout.Factors(place + (uint)i);
                (Vector512<float> value, Vector512<float> derivative) = Gelu(Vector512.Load(a + i));
                Vector512<float> other = Vector512.Load(b + i);
                Vector512.Store(slope * other * derivative, da + i);
                Vector512.Store(slope * value, db + i);
            }

            for (; i < size; i++)
            {
                float slope = dropout.IsNone ? g[i] : g[i] * dropout.Factor(place + (uint)i);
                (Vector512<float> value, Vector512<float> derivative) = Gelu(Vector512.Create(a[i]));
                da[i] = slope * b[i] * derivative[0];
                db[i] = slope * value[0];
            }
        }
    }

    // σ(2u)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sigmoid(Vector512<float> a)
    {
        Vector512<float> inner = a * Vector512.MultiplyAddEstimate(a * a, Vector512.Create(TwoRootTwoOverPi * Cubic), Vector512.Create(TwoRootTwoOverPi));
        return Lanes.Reciprocal(Vector512<float>.One + Lanes.Exp(-inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Value, Vector512<float> Derivative) Gelu(Vector512<float> a)
    {
        Vector512<float> sigma = Sigmoid(a);
        Vector512<float> value = a * sigma;
        Vector512<float> innerSlope = Vector512.MultiplyAddEstimate(a * a, Vector512.Create(3 * TwoRootTwoOverPi * Cubic), Vector512.Create(TwoRootTwoOverPi));
        return (value, Vector512.MultiplyAddEstimate(value * (Vector512<float>.One - sigma), innerSlope, sigma));
    }
}
