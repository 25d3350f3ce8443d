using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>The largest numbers of a row.</summary>
internal static unsafe class RankKernel
{
    private static readonly int Width = Vector512<float>.Count;

    /// <summary>The place of the largest number, the first of equals.</summary>
    public static int IndexOfMaximum(ReadOnlySpan<float> values)
    {
        fixed (float* v = values)
        {
            float maximum = Maximum(v, values.Length);
            Vector512<float> wanted = Vector512.Create(maximum);
            int i = 0;
            for (; i <= values.Length - Width; i += Width)
            {
                ulong hits = Vector512.ExtractMostSignificantBits(Vector512.Equals(Vector512.Load(v + i), wanted));
                if (hits != 0)
                {
                    return i + System.Numerics.BitOperations.TrailingZeroCount(hits);
                }
            }

            while (i < values.Length - 1 && v[i] != maximum)
            {
                i++;
            }

            return i;
        }
    }

    /// <summary>The places of the largest numbers, largest first, the earlier of equals first. Returns log Σ e^value.</summary>
    public static double Largest(ReadOnlySpan<float> values, Span<int> places)
    {
        fixed (float* v = values)
        {
            float maximum = Maximum(v, values.Length);
            Vector512<float> shift = Vector512.Create(maximum);
            Vector512<float> sums = Vector512<float>.Zero;
            float least = float.NegativeInfinity;
            int found = 0;
            double sum = 0;
            int i = 0;
            for (; i <= values.Length - Width; i += Width)
            {
                Vector512<float> block = Vector512.Load(v + i);
                sums += Lanes.Exp(block - shift);
                if (found < places.Length || Vector512.GreaterThanAny(block, Vector512.Create(least)))
                {
                    for (int k = i; k < i + Width; k++)
                    {
                        found = Insert(v, places, found, k, ref least);
                    }
                }
            }

            sum = Vector512.Sum(sums);
            for (; i < values.Length; i++)
            {
                sum += Lanes.Exp(v[i] - maximum);
                found = Insert(v, places, found, i, ref least);
            }

            return maximum + Math.Log(sum);
        }
    }

    private static int Insert(float* values, Span<int> places, int found, int place, ref float least)
    {
        float value = values[place];
        if (found == places.Length && value <= least)
        {
            return found;
        }

        int at = Math.Min(found, places.Length - 1);
        for (; at > 0 && values[places[at - 1]] < value; at--)
        {
            places[at] = places[at - 1];
        }

        places[at] = place;
        found = Math.Min(found + 1, places.Length);
        least = found == places.Length ? values[places[^1]] : float.NegativeInfinity;
        return found;
    }

    private static float Maximum(float* v, int count)
    {
        float maximum = float.NegativeInfinity;
        int i = 0;
        if (count >= Width)
        {
            Vector512<float> highest = Vector512.Load(v);
            for (i = Width; i <= count - Width; i += Width)
            {
                highest = Vector512.MaxNative(highest, Vector512.Load(v + i));
            }

            maximum = Lanes.Maximum(highest);
        }

        for (; i < count; i++)
        {
            maximum = MathF.Max(maximum, v[i]);
        }

        return maximum;
    }
}
