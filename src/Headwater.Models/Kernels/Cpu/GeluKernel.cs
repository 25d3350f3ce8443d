using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;

namespace Headwater.Models;

/// <summary>
/// y = x Φ(x), with derivative Φ(x) + x φ(x), or its approximation by tanh: x σ(2u), u = √(2/π) (x + 0.044715 x³) (Hendrycks, Gimpel 2016, arXiv:1606.08415).
/// Φ is by formula 7.1.26 of Abramowitz and Stegun, to 1.5e-7. By the calling thread.
/// </summary>
internal static unsafe class GeluKernel
{
    private const float RootHalf = 0.70710678f;
    private const float OverRootTwoPi = 0.39894228f;
    private const float TwoRootTwoOverPi = 1.5957691216f;
    private const float Cubic = 0.044715f;

    private static readonly int Width = Vector512<float>.Count;

    public static void Forward(float* x, float* y, long count, bool byTanh)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Of(Vector512.Load(x + i), byTanh).Value, y + i);
        }

        for (; i < count; i++)
        {
            y[i] = Of(Vector512.Create(x[i]), byTanh).Value[0];
        }
    }

    /// <summary>The gradient of x, written over x.</summary>
    public static void Backward(float* gradient, float* x, long count, bool byTanh)
    {
        long i = 0;
        for (; i <= count - Width; i += Width)
        {
            Vector512.Store(Vector512.Load(gradient + i) * Of(Vector512.Load(x + i), byTanh).Derivative, x + i);
        }

        for (; i < count; i++)
        {
            x[i] = gradient[i] * Of(Vector512.Create(x[i]), byTanh).Derivative[0];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Value, Vector512<float> Derivative) Of(Vector512<float> x, bool byTanh) => byTanh ? ByTanh(x) : Exact(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Value, Vector512<float> Derivative) Exact(Vector512<float> x)
    {
        Vector512<float> z = Vector512.Abs(x) * RootHalf;
        Vector512<float> bell = Lanes.Exp(-(z * z));                 // e^(−x²/2)
        Vector512<float> t = Lanes.Reciprocal(Vector512<float>.One + (z * 0.3275911f));
        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(1.061405429f), t, Vector512.Create(-1.453152027f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(1.421413741f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(-0.284496736f));
        p = Vector512.MultiplyAddEstimate(p, t, Vector512.Create(0.254829592f));
        Vector512<float> tail = p * t * bell * 0.5f;                 // 1 − Φ(|x|)
        Vector512<float> probability = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
        return (x * probability, Vector512.MultiplyAddEstimate(x * bell, Vector512.Create(OverRootTwoPi), probability));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Value, Vector512<float> Derivative) ByTanh(Vector512<float> x)
    {
        Vector512<float> square = x * x;
        Vector512<float> inner = x * Vector512.MultiplyAddEstimate(square, Vector512.Create(TwoRootTwoOverPi * Cubic), Vector512.Create(TwoRootTwoOverPi));
        Vector512<float> sigma = Lanes.Reciprocal(Vector512<float>.One + Lanes.Exp(-inner));
        Vector512<float> value = x * sigma;
        Vector512<float> slope = Vector512.MultiplyAddEstimate(square, Vector512.Create(3 * TwoRootTwoOverPi * Cubic), Vector512.Create(TwoRootTwoOverPi));
        return (value, Vector512.MultiplyAddEstimate(value * (Vector512<float>.One - sigma), slope, sigma));
    }
}
