using System.Numerics;
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

    private static readonly int Width = Vector<float>.Count;

    public static void Forward(float* x, float* y, int rows, int size, DropoutSite dropout) =>
        RowRanges.ForEach(rows, size, (_, first, end) =>
    {
        for (int row = first; row < end; row++)
        {
            float* a = x + (2L * row * size);
            float* b = a + size;
            float* ys = y + ((long)row * size);
            uint place = (uint)((long)row * size);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector<float> gate = Vector.Load(a + i);
                Vector<float> result = gate * Sigmoid(gate) * Vector.Load(b + i);
                Vector.Store(dropout.IsNone ? result : result * dropout.Factors(place + (uint)i), ys + i);
            }

            for (; i < size; i++)
            {
                Vector<float> gate = new(a[i]);
                float result = (gate * Sigmoid(gate))[0] * b[i];
                ys[i] = dropout.IsNone ? result : result * dropout.Factor(place + (uint)i);
            }
        }
    });

    public static void Backward(float* gradient, float* x, float* xGradient, int rows, int size, DropoutSite dropout) =>
        RowRanges.ForEach(rows, size, (_, first, end) =>
    {
        for (int row = first; row < end; row++)
        {
            float* a = x + (2L * row * size);
            float* b = a + size;
            float* da = xGradient + (2L * row * size);
            float* db = da + size;
            float* g = gradient + ((long)row * size);
            uint place = (uint)((long)row * size);
            int i = 0;
            for (; i <= size - Width; i += Width)
            {
                Vector<float> slope = Vector.Load(g + i);
                slope = dropout.IsNone ? slope : slope * dropout.Factors(place + (uint)i);
                (Vector<float> value, Vector<float> derivative) = Gelu(Vector.Load(a + i));
                Vector.Store(slope * Vector.Load(b + i) * derivative, da + i);
                Vector.Store(slope * value, db + i);
            }

            for (; i < size; i++)
            {
                float slope = dropout.IsNone ? g[i] : g[i] * dropout.Factor(place + (uint)i);
                (Vector<float> value, Vector<float> derivative) = Gelu(new Vector<float>(a[i]));
                da[i] = slope * b[i] * derivative[0];
                db[i] = slope * value[0];
            }
        }
    });

    // σ(2u)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Sigmoid(Vector<float> a)
    {
        Vector<float> inner = a * Vector.MultiplyAddEstimate(a * a, new Vector<float>(TwoRootTwoOverPi * Cubic), new Vector<float>(TwoRootTwoOverPi));
        return Vector<float>.One / (Vector<float>.One + Lanes.Exp(-inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Value, Vector<float> Derivative) Gelu(Vector<float> a)
    {
        Vector<float> sigma = Sigmoid(a);
        Vector<float> value = a * sigma;
        Vector<float> innerSlope = Vector.MultiplyAddEstimate(a * a, new Vector<float>(3 * TwoRootTwoOverPi * Cubic), new Vector<float>(TwoRootTwoOverPi));
        return (value, Vector.MultiplyAddEstimate(value * (Vector<float>.One - sigma), innerSlope, sigma));
    }
}
