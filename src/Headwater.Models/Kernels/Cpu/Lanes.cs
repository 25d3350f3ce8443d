using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>What the processor kernels share: memory of a tensor, and functions of a register full of numbers.</summary>
internal static unsafe class Lanes
{
    private const float Lowest = -87.3f;            // e^x below this is no normal number: 0

    private static readonly Vector<float> Log2E = new(1.44269504f);

    // ln 2 in two parts, so that n · ln 2 loses nothing.
    private static readonly Vector<float> Ln2High = new(0.693359375f);
    private static readonly Vector<float> Ln2Low = new(-2.12194440e-4f);

    /// <summary>The first number of a contiguous float32 tensor in main memory.</summary>
    public static float* Floats(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>e^x to two units in the last place, 0 below −87.3. Minimax polynomial on ±ln(2)/2 from Moshier's Cephes library.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        Vector<int> representable = Vector.GreaterThan(x, new Vector<float>(Lowest));
        x = Vector.Min(Vector.Max(x, new Vector<float>(Lowest)), new Vector<float>(88.3f));
        Vector<float> n = Vector.Floor(Vector.MultiplyAddEstimate(x, Log2E, new Vector<float>(0.5f)));
        Vector<float> r = Vector.MultiplyAddEstimate(-n, Ln2Low, Vector.MultiplyAddEstimate(-n, Ln2High, x));
        Vector<float> p = Vector.MultiplyAddEstimate(new Vector<float>(1.9875691500e-4f), r, new Vector<float>(1.3981999507e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(8.3334519073e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(4.1665795894e-2f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.6666665459e-1f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(5.0000001201e-1f));
        Vector<float> power = Vector.MultiplyAddEstimate(p * r, r, r) + Vector<float>.One;
        Vector<int> exponent = Vector.ShiftLeft(Vector.ConvertToInt32Native(n) + new Vector<int>(127), 23);
        return Vector.ConditionalSelect(representable, power * Vector.AsVectorSingle(exponent), Vector<float>.Zero);
    }

    public static float Exp(float x) => Exp(new Vector<float>(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum(Vector<float> lanes)
    {
        float maximum = lanes[0];
        for (int i = 1; i < Vector<float>.Count; i++)
        {
            maximum = Math.Max(maximum, lanes[i]);
        }

        return maximum;
    }

    /// <summary>z = e^(z − maximum) for the numbers of a row; returns that maximum and the sum of the powers.</summary>
    public static (float Maximum, float Sum) Exponentials(float* z, int size)
    {
        Vector<float> highest = new(float.NegativeInfinity);
        int i = 0;
        for (; i <= size - Vector<float>.Count; i += Vector<float>.Count)
        {
            highest = Vector.Max(highest, Vector.Load(z + i));
        }

        float maximum = Maximum(highest);
        for (; i < size; i++)
        {
            maximum = Math.Max(maximum, z[i]);
        }

        Vector<float> shift = new(maximum);
        Vector<float> sums = Vector<float>.Zero;
        for (i = 0; i <= size - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> power = Exp(Vector.Load(z + i) - shift);
            Vector.Store(power, z + i);
            sums += power;
        }

        float sum = Vector.Sum(sums);
        for (; i < size; i++)
        {
            z[i] = Exp(z[i] - maximum);
            sum += z[i];
        }

        return (maximum, sum);
    }
}
