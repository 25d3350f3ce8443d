namespace Headwater.Models;

/// <summary>Groups items of like length, so that little is padded, into batches of bounded size.</summary>
internal static class LengthBatches
{
    /// <summary>Indices, shortest items first; equal lengths keep their order.</summary>
    public static IEnumerable<int[]> Of(int count, Func<int, int> inputLength, Func<int, int> targetLength, int tokens, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        List<int> batch = [];
        int longestInput = 0;
        int longestTarget = 0;
        foreach (int item in Enumerable.Range(0, count).OrderBy(i => inputLength(i)).ThenBy(i => targetLength(i)))
        {
            int input = Math.Max(longestInput, inputLength(item));
            int target = Math.Max(longestTarget, targetLength(item));
            if (batch.Count > 0 && (batch.Count == rows || (long)(batch.Count + 1) * (input + target) > tokens))
            {
                yield return [.. batch];
                batch.Clear();
                (input, target) = (inputLength(item), targetLength(item));
            }

            batch.Add(item);
            (longestInput, longestTarget) = (input, target);
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
