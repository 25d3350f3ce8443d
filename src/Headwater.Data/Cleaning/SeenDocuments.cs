namespace Headwater.Data;

/// <summary>
/// Remembers the traces of documents in Bloom filters of fixed size (Bloom 1970, doi:10.1145/362686.362692; one for the bands of near duplicates as in LSHBloom, Khan et al. 2024, arXiv:2411.04257).
/// A repeat is always found. A new trace is taken for a known one with the probability (1 − e^(−k·n/m))^k, with k = 7, n traces and m bits: for exact repeats and the default
/// memory 3e-11 at ten million documents and 1e-4 at a hundred million.
/// </summary>
internal sealed class SeenDocuments
{
    private const int Hashes = 7;

    private readonly ulong[] _bits;
    private readonly ulong _mask;

    public SeenDocuments(CleaningOptions options)
    {
        long words = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(options.DuplicateMemory / sizeof(ulong), 1024));
        if (words * sizeof(ulong) > options.DuplicateMemory && words > 1024) words /= 2;
        _bits = new ulong[Math.Min(words, 1 << 30)];
        _mask = ((ulong)_bits.Length * 64) - 1;
    }

    /// <summary>Why the document is left out, or null for the first of its kind, which is then remembered. A repeat leaves no further traces.</summary>
    public string? Add(CleanedDocument document)
    {
        bool same = Contains(document.Traces[0]);
        bool near = !same && document.Traces.Skip(1).Any(Contains);
        if (!same && !near)
        {
            foreach (ulong trace in document.Traces) Set(trace);
        }

        return same ? CleanCorpus.Duplicate : near ? CleanCorpus.NearDuplicate : null;
    }

    private bool Contains(ulong trace)
    {
        (ulong place, ulong step) = Start(trace);
        for (int i = 0; i < Hashes; i++, place += step)
        {
            ulong bit = place & _mask;
            if ((_bits[bit >> 6] >> (int)(bit & 63) & 1) == 0) return false;
        }

        return true;
    }

    private void Set(ulong trace)
    {
        (ulong place, ulong step) = Start(trace);
        for (int i = 0; i < Hashes; i++, place += step)
        {
            ulong bit = place & _mask;
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    // Two hashes make as many as one likes (Kirsch, Mitzenmacher 2006).
    private static (ulong Place, ulong Step) Start(ulong trace) => (SplitMix.Mix(trace, 1), SplitMix.Mix(trace, 2) | 1);
}
