using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>What the processor kernels share: memory of a tensor, and functions of a register full of numbers.</summary>
internal static unsafe class Lanes
{
    private const float Lowest = -87.3f;            // e^x below this is no normal number: 0

    private static readonly Vector512<float> Log2E = Vector512.Create(1.44269504f);

    // ln 2 in two parts, so that n · ln 2 loses nothing.
    private static readonly Vector512<float> Ln2High = Vector512.Create(0.693359375f);
    private static readonly Vector512<float> Ln2Low = Vector512.Create(-2.12194440e-4f);

    /// <summary>The first number of a contiguous float32 tensor in main memory.</summary>
    public static float* Floats(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>e^x to two units in the last place, 0 below −87.3. Minimax polynomial on ±ln(2)/2 from Moshier's Cephes library.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> representable = Vector512.GreaterThan(x, Vector512.Create(Lowest));
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(Lowest)), Vector512.Create(88.3f));
        Vector512<float> n = Vector512.Floor(Vector512.MultiplyAddEstimate(x, Log2E, Vector512.Create(0.5f)));
        Vector512<float> r = Vector512.MultiplyAddEstimate(-n, Ln2Low, Vector512.MultiplyAddEstimate(-n, Ln2High, x));
        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(1.9875691500e-4f), r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(5.0000001201e-1f));
        Vector512<float> power = Vector512.MultiplyAddEstimate(p * r, r, r) + Vector512<float>.One;
        Vector512<int> exponent = Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n) + Vector512.Create(127), 23);
        return Vector512.ConditionalSelect(representable, power * Vector512.AsSingle(exponent), Vector512<float>.Zero);
    }

    public static float Exp(float x) => Exp(Vector512.Create(x))[0];

    /// <summary>The largest of the numbers, none of which is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector512<float> lanes)
    {
        Vector256<float> half = Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper());
        Vector128<float> four = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        four = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)))[0];
    }

    /// <summary>1 / x to two units in the last place, for x from 1 up: an estimate and one step of Newton's where the processor has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reciprocal(Vector512<float> x)
    {
        if (!Avx512F.IsSupported)
        {
            return Vector512<float>.One / x;
        }

        Vector512<float> estimate = Avx512F.Reciprocal14(x);
        return estimate * Vector512.MultiplyAddEstimate(-x, estimate, Vector512.Create(2f));
    }

    /// <summary>z = e^(z − maximum) for the numbers of a row; returns that maximum and the sum of the powers.</summary>
    public static (float Maximum, float Sum) Exponentials(float* z, int size)
    {
        Vector512<float> highest = Vector512.Create(float.NegativeInfinity);
        int i = 0;
        for (; i <= size - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            highest = Vector512.MaxNative(highest, Vector512.Load(z + i));
        }

        float maximum = Maximum(highest);
        for (; i < size; i++)
        {
            maximum = Math.Max(maximum, z[i]);
        }

        Vector512<float> shift = Vector512.Create(maximum);
        Vector512<float> sums = Vector512<float>.Zero;
        for (i = 0; i <= size - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> power = Exp(Vector512.Load(z + i) - shift);
            Vector512.Store(power, z + i);
            sums += power;
        }

        float sum = Vector512.Sum(sums);
        for (; i < size; i++)
        {
            z[i] = Exp(z[i] - maximum);
            sum += z[i];
        }

        return (maximum, sum);
    }
}
