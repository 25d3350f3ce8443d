namespace Headwater.Data;

/// <summary>
/// The word counts of a text of any length in bounded memory. The text is taken in segments of a fixed size; threads share a segment, and their counts are added up at its
/// end, so that their number changes nothing. When more words are known than allowed, the rarest leave until at most half of that remain (lossy counting; Manku and
/// Motwani 2002): a word may then be counted too low by as much as the rarest ones that left with it, together for all such moments, and only rare words can be missing.
/// </summary>
internal static class WordTable
{
    /// <summary>About 500 MB. A hundred megabytes of novels in five languages have a million words.</summary>
    public const int DefaultMaxWords = 4_000_000;

    private const int SegmentLength = 1 << 23; // characters

    public static IReadOnlyDictionary<string, long> Count(IEnumerable<string> lines, bool splitDigits, int threads, int maxWords = DefaultMaxWords)
    {
        Dictionary<string, long> total = new(StringComparer.Ordinal);
        List<string> segment = [];
        long length = 0;
        foreach (string line in lines)
        {
            segment.Add(line);
            length += line.Length;
            if (length < SegmentLength) continue;
            total = AddSegment(total, segment, splitDigits, threads, maxWords);
            segment.Clear();
            length = 0;
        }

        return AddSegment(total, segment, splitDigits, threads, maxWords);
    }

    private static Dictionary<string, long> AddSegment(Dictionary<string, long> total, List<string> segment, bool splitDigits, int threads, int maxWords)
    {
        WordCounts[] parts = [.. Enumerable.Range(0, threads).Select(_ => new WordCounts(splitDigits))];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            for (int line = (int)((long)segment.Count * part / threads); line < (long)segment.Count * (part + 1) / threads; line++) parts[part].Add(segment[line]);
        });
        if (total.Count == 0 && threads == 1) total = parts[0].Counts;
        else foreach (WordCounts part in parts) Add(total, part.Counts);
        return total.Count > maxWords ? Prune(total, maxWords / 2) : total;
    }

    private static void Add(Dictionary<string, long> total, Dictionary<string, long> part)
    {
        foreach ((string word, long count) in part)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(total, word, out _) += count;
    }

    // All words of one count leave together, so that what stays does not depend on an order.
    private static Dictionary<string, long> Prune(Dictionary<string, long> total, int most)
    {
        long floor = total.Values.OrderDescending().ElementAt(most);
        Dictionary<string, long> kept = new(StringComparer.Ordinal);
        foreach ((string word, long count) in total)
        {
            if (count > floor) kept.Add(word, count);
        }

        return kept;
    }
}
