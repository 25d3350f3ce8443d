using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// What keeps the examples of a packed row apart: a query sees the keys of its own segment alone. Positions are relative, so the distances inside
/// a segment are what they would be in a row of its own.
/// </summary>
internal static class SegmentMasks
{
    /// <summary>What is added to scores, (rows, 1, queries, keys): 0 inside a segment, <see cref="ModelBatch.Masked"/> between two.</summary>
    public static Tensor Of(int[] queries, int[] keys, int rows, Device device) =>
        from_array(Between(queries, keys, rows), device).view(rows, 1, queries.Length / rows, keys.Length / rows);

    /// <summary>The same numbers, row after row.</summary>
    public static float[] Between(int[] queries, int[] keys, int rows)
    {
        (int queryLength, int keyLength) = (queries.Length / rows, keys.Length / rows);
        float[] mask = new float[(long)queries.Length * keyLength];
        for (int place = 0; place < queries.Length; place++)
        {
            ReadOnlySpan<int> row = keys.AsSpan(place / queryLength * keyLength, keyLength);
            Span<float> scores = mask.AsSpan(place * keyLength, keyLength);
            for (int key = 0; key < keyLength; key++)
            {
                scores[key] = row[key] == queries[place] ? 0 : ModelBatch.Masked;
            }
        }

        return mask;
    }
}
