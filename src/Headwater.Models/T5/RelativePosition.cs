namespace Headwater.Models;

/// <summary>
/// T5's buckets of relative position: exact near zero, then logarithmic up to a distance, all farther ones together (Raffel et al. 2020, 2.1).
/// </summary>
internal static class RelativePosition
{
    /// <summary>The bucket of key position − query position. A causal stack has all its buckets for the past; the future falls into bucket 0.</summary>
    public static int Bucket(int relative, bool bidirectional, int buckets, int maxDistance)
    {
        int offset = 0;
        int distance = Math.Max(-relative, 0);
        if (bidirectional)
        {
            buckets /= 2;
            offset = relative > 0 ? buckets : 0;
            distance = Math.Abs(relative);
        }

        int exact = buckets / 2;
        if (distance < exact)
        {
            return offset + distance;
        }

        double position = Math.Log((double)distance / exact) / Math.Log((double)maxDistance / exact);
        return offset + Math.Min(exact + (int)(position * (buckets - exact)), buckets - 1);
    }

    /// <summary>Buckets for queries × keys positions, row after row; queries begin at a position.</summary>
    public static int[] Table(int firstQuery, int queries, int keys, bool bidirectional, int buckets, int maxDistance)
    {
        int[] table = new int[queries * keys];
        for (int query = 0; query < queries; query++)
        {
            for (int key = 0; key < keys; key++)
            {
                table[(query * keys) + key] = Bucket(key - (firstQuery + query), bidirectional, buckets, maxDistance);
            }
        }

        return table;
    }
}
