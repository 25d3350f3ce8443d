using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// The draws of NumPy's <c>numpy.random.default_rng(seed)</c> that resampling needs, equal to NumPy's in every bit: sacreBLEU resamples with
/// them. NumPy keeps these streams stable by policy, though it does not promise it (NEP 19). Not thread-safe.
/// </summary>
internal sealed class NumpyGenerator(Pcg64 bits)
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <summary><c>default_rng(seed)</c>, for a seed of any size, 0 or more.</summary>
    public static NumpyGenerator Of(BigInteger seed) => new(Pcg64.Of(SeedSequence.Of(seed)));

    /// <summary>
    /// Fills <paramref name="indices"/> as <c>integers(0, n)</c> and <c>choice(n, replace=True)</c> do. Draws have 32 bits where n is at most
    /// 2^32, and 64 above. Bounded without bias after Lemire 2019, "Fast Random Integer Generation in an Interval" (doi:10.1145/3230636).
    /// </summary>
    public void Integers(long n, Span<long> indices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        for (int i = 0; i < indices.Length; i++)
            indices[i] = n <= 1L + uint.MaxValue ? NextBelow(n) : NextBelow64(n);
    }

    /// <summary><see cref="Integers(long, Span{long})"/> for numbers of segments.</summary>
    public void Integers(int n, Span<int> indices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        for (int i = 0; i < indices.Length; i++)
            indices[i] = (int)NextBelow(n);
    }

    /// <summary>
    /// Fills <paramref name="words"/> with the choices of one call of <c>integers(2, dtype=bool)</c>: 32 in a word, the first in the lowest bit.
    /// </summary>
    public void Choices(Span<uint> words)
    {
        for (int i = 0; i < words.Length; i++)
            words[i] = bits.NextUInt32();
    }

    /// <summary>Uniform on [0, 1) with 53 bits, as <c>random()</c>.</summary>
    public double NextDouble() => (bits.NextUInt64() >> 11) * Unit;

    private long NextBelow(long n)
    {
        if (n == 1)
            return 0;                                    // nothing is drawn
        if (n == 1L + uint.MaxValue)
            return bits.NextUInt32();

        uint bound = (uint)n;
        ulong product = (ulong)bits.NextUInt32() * bound;
        if ((uint)product < bound)
        {
            uint threshold = (uint.MaxValue - (bound - 1)) % bound;
            while ((uint)product < threshold)
                product = (ulong)bits.NextUInt32() * bound;
        }
        return (long)(product >> 32);
    }

    private long NextBelow64(long n)
    {
        ulong bound = (ulong)n;
        ulong high = Math.BigMul(bits.NextUInt64(), bound, out ulong low);
        if (low < bound)
        {
            ulong threshold = (ulong.MaxValue - (bound - 1)) % bound;
            while (low < threshold)
                high = Math.BigMul(bits.NextUInt64(), bound, out low);
        }
        return (long)high;
    }
}
