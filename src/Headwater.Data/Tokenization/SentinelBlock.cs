using System.Globalization;

namespace Headwater.Data;

/// <summary>The sentinels of T5 in a vocabulary: neighbouring ids, the first sentinel highest. They stand at the top, or below tokens that were added later.</summary>
internal readonly record struct SentinelBlock(int Begin, int Count)
{
    public int End => Begin + Count;

    /// <summary>The sentinels among the names of a vocabulary; null where there are none.</summary>
    public static SentinelBlock? Find(IReadOnlyList<string> names)
    {
        int first = names.Count - 1;
        while (first >= 0 && names[first] != Name(0)) first--;
        int count = 0;
        while (first - count >= 0 && names[first - count] == Name(count)) count++;
        return count == 0 ? null : new SentinelBlock(first - count + 1, count);
    }

    /// <summary>How T5 writes its k-th sentinel.</summary>
    public static string Name(int k) => string.Create(CultureInfo.InvariantCulture, $"<extra_id_{k}>");
}
