using System.Text;

namespace Headwater.Data;

/// <summary>
/// A uniform sample of text that fits a byte bound, taken in one pass: long lines are cut into passages, each passage draws a number, and the passages
/// with the smallest numbers stay. The same lines in the same order with the same seed give the same sample.
/// </summary>
internal static class PassageSample
{
    private const int MaxPassageLength = 2048; // characters; short enough that one long line cannot crowd out the rest

    public static IEnumerable<string> Of(IEnumerable<string> lines, long maxBytes, ulong seed)
    {
        PriorityQueue<string, ulong> kept = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a))); // the largest number leaves first
        SplitMix generator = new(seed);
        long bytes = 0;
        foreach (string passage in lines.SelectMany(Cut))
        {
            kept.Enqueue(passage, generator.NextUInt64());
            bytes += Encoding.UTF8.GetByteCount(passage);
            while (bytes > maxBytes && kept.Count > 1) bytes -= Encoding.UTF8.GetByteCount(kept.Dequeue());
        }

        return kept.UnorderedItems.Select(item => item.Element);
    }

    private static IEnumerable<string> Cut(string line)
    {
        int start = 0;
        while (line.Length - start > MaxPassageLength)
        {
            int end = line.LastIndexOf(' ', start + MaxPassageLength - 1, MaxPassageLength - 1);
            if (end < 0) end = start + MaxPassageLength - (char.IsHighSurrogate(line[start + MaxPassageLength - 1]) ? 1 : 0);
            yield return line[start..end];
            start = line[end] == ' ' ? end + 1 : end;
        }

        yield return start == 0 ? line : line[start..];
    }
}
