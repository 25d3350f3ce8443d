using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// What a document leaves behind so that repeats are known. Exact: one hash of its bytes. Near: one hash of its words, and, from eight runs of three words on, one hash for each of
/// sixteen bands of eight minimal hashes (Broder 1997, doi:10.1109/SEQUEN.1997.666900; one permutation cut into bins, Li, Owen, Zhang 2012, arXiv:1208.1259, with empty bins
/// filled as in Shrivastava 2017, arXiv:1703.04664). Two documents that share the part J of their runs agree in some band with the probability 1 − (1 − J^8)^16.
/// </summary>
internal static class DocumentTraces
{
    public const int Bands = 16, Rows = 8;

    private const int Bins = Bands * Rows, Run = 3, FewestRuns = 8;

    public static ImmutableArray<ulong> Of(string text, List<ulong> words, DuplicateRemoval removal)
    {
        if (removal == DuplicateRemoval.Exact) return [OfBytes(text)];
        ReadOnlySpan<ulong> hashes = CollectionsMarshal.AsSpan(words);
        ulong all = hashes.IsEmpty ? OfBytes(text) : WordHashes.Join(hashes); // a document of signs alone has no words
        int runs = hashes.Length - Run + 1;
        if (runs < FewestRuns) return [all];
        Span<ulong> minima = stackalloc ulong[Bins];
        Fill(minima, hashes);
        ImmutableArray<ulong>.Builder traces = ImmutableArray.CreateBuilder<ulong>(Bands + 1);
        traces.Add(all);
        for (int band = 0; band < Bands; band++) traces.Add(SplitMix.Mix((ulong)band, WordHashes.Join(minima.Slice(band * Rows, Rows))));
        return traces.MoveToImmutable();
    }

    private static void Fill(Span<ulong> minima, ReadOnlySpan<ulong> words)
    {
        minima.Fill(ulong.MaxValue);
        for (int i = 0; i + Run <= words.Length; i++)
        {
            ulong hash = WordHashes.Join(words[i], words[i + 1], words[i + 2]);
            ref ulong least = ref minima[(int)(hash % Bins)];
            least = Math.Min(least, hash);
        }

        // An empty bin takes the value of another that a hash of its number leads to: the same one in every document where that one is filled.
        Span<ulong> filled = stackalloc ulong[Bins];
        minima.CopyTo(filled);
        for (int bin = 0; bin < Bins; bin++)
        {
            for (ulong attempt = 1; minima[bin] == ulong.MaxValue; attempt++)
            {
                minima[bin] = filled[(int)(SplitMix.Mix((ulong)bin, attempt) % Bins)];
            }
        }
    }

    private static ulong OfBytes(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
