using System.Numerics;
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
            float maximum = Maximum(Highest(v, values.Length), v, values.Length);
            Vector512<float> wanted = Vector512.Create(maximum);
            int i = 0;
            for (; i <= values.Length - Width; i += Width)
            {
                ulong hits = Vector512.ExtractMostSignificantBits(Vector512.Equals(Vector512.Load(v + i), wanted));
                if (hits != 0)
                {
                    return i + BitOperations.TrailingZeroCount(hits);
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
            Vector512<float> highest = Highest(v, values.Length);
            float maximum = Maximum(highest, v, values.Length);
            Vector512<float> floor = Vector512.Create(Floor(highest, places.Length));
            Vector512<float> shift = Vector512.Create(maximum);
            Vector512<float> sums = Vector512<float>.Zero;
            int found = 0;
            int i = 0;
            for (; i <= values.Length - Width; i += Width)
            {
                Vector512<float> block = Vector512.Load(v + i);
                sums += Lanes.Exp(block - shift);
                for (ulong hits = Vector512.ExtractMostSignificantBits(Vector512.GreaterThanOrEqual(block, floor)); hits != 0; hits &= hits - 1)
                {
                    found = Insert(v, places, found, i + BitOperations.TrailingZeroCount(hits));
                }
            }

            double sum = Vector512.Sum(sums);
            for (; i < values.Length; i++)
            {
                sum += Lanes.Exp(v[i] - maximum);
                found = Insert(v, places, found, i);
            }

            return maximum + Math.Log(sum);
        }
    }

    // Every lane has seen a number that large, so of as many places as lanes or fewer none is smaller.
    private static float Floor(Vector512<float> highest, int places)
    {
        if (places > Width)
        {
            return float.NegativeInfinity;
        }

        Span<float> lanes = stackalloc float[Width];
        highest.CopyTo(lanes);
        lanes.Sort();
        return lanes[Width - places];
    }

    private static int Insert(float* values, Span<int> places, int found, int place)
    {
        float value = values[place];
        if (found == places.Length && value <= values[places[^1]])
        {
            return found;
        }

        int at = Math.Min(found, places.Length - 1);
        for (; at > 0 && values[places[at - 1]] < value; at--)
        {
            places[at] = places[at - 1];
        }

        places[at] = place;
        return Math.Min(found + 1, places.Length);
    }

    // The largest number of each lane, over all whole registers.
    private static Vector512<float> Highest(float* v, int count)
    {
        Vector512<float> highest = Vector512.Create(float.NegativeInfinity);
        for (int i = 0; i <= count - Width; i += Width)
        {
            highest = Vector512.MaxNative(highest, Vector512.Load(v + i));
        }

        return highest;
    }

    private static float Maximum(Vector512<float> highest, float* v, int count)
    {
        float maximum = Lanes.Maximum(highest);
        for (int i = count - (count % Width); i < count; i++)
        {
            maximum = MathF.Max(maximum, v[i]);
        }

        return maximum;
    }
}
