using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Passages drawn from a text at random, without repetition, in random order: documents cut at white space into passages of up to a thousand characters, of
/// which those with the smallest random keys are kept until they fill a budget of bytes. One pass; memory for the sample alone, however long the text is.
/// The same seed gives the same sample.
/// </summary>
public sealed class TextSample
{
    private const int PassageCharacters = 1000;

    private TextSample(ImmutableArray<string> passages)
    {
        Passages = passages;
        Bytes = passages.Sum(passage => (long)Encoding.UTF8.GetByteCount(passage));
    }

    public ImmutableArray<string> Passages { get; }

    /// <summary>UTF-8 bytes of all passages.</summary>
    public long Bytes { get; }

    /// <summary>Draws passages of at least <paramref name="bytes"/> UTF-8 bytes in all, or all there are.</summary>
    public static TextSample Of(IEnumerable<string> documents, long bytes, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        PriorityQueue<(string Text, int Bytes), ulong> kept = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));   // the largest key leaves first
        long total = 0;
        ulong index = 0;
        foreach (string passage in documents.SelectMany(Cut))
        {
            ulong key = SplitMix.Mix(seed, index++);
            int size = Encoding.UTF8.GetByteCount(passage);
            if (total >= bytes && kept.TryPeek(out _, out ulong largest) && key > largest) continue;
            kept.Enqueue((passage, size), key);
            total += size;
            while (kept.TryPeek(out (string Text, int Bytes) last, out _) && total - last.Bytes >= bytes) total -= kept.Dequeue().Bytes;
        }

        string[] passages = new string[kept.Count];
        for (int place = passages.Length - 1; place >= 0; place--) passages[place] = kept.Dequeue().Text;
        return new TextSample([.. passages]);
    }

    /// <summary>A mixture with these rates, which sum to 1, of <paramref name="bytes"/> bytes: the first passages of each sample, up to its part.</summary>
    public static TextSample Mix(IEnumerable<(TextSample Sample, double Rate)> parts, long bytes)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new TextSample([.. parts.SelectMany(part => part.Sample.First((long)(part.Rate * bytes)))]);
    }

    private IEnumerable<string> First(long bytes)
    {
        long total = 0;
        foreach (string passage in Passages)
        {
            if (total >= bytes) yield break;
            total += Encoding.UTF8.GetByteCount(passage);
            yield return passage;
        }
    }

    private static IEnumerable<string> Cut(string document)
    {
        for (int start = 0; start < document.Length;)
        {
            int length = Math.Min(PassageCharacters, document.Length - start);
            if (start + length < document.Length)
            {
                int space = document.LastIndexOf(' ', start + length - 1, length);
                if (space > start) length = space - start + 1;
                else if (char.IsHighSurrogate(document[start + length - 1])) length--;
            }

            string passage = document.Substring(start, length).Trim();
            if (passage.Length > 0) yield return passage;
            start += length;
        }
    }
}
