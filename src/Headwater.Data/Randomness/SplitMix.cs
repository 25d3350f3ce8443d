namespace Headwater.Data;

/// <summary>
/// A small generator with a 64-bit state whose sequence never changes between versions and machines (Steele, Lea, Flood 2014, "Fast splittable
/// pseudorandom number generators", doi:10.1145/2660193.2660195; the finaliser is variant 13 of Stafford). Not thread-safe.
/// </summary>
public sealed class SplitMix(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd

    private ulong _state = seed;

    /// <summary>One well-mixed key from two; the order of the arguments matters. Use it to derive an independent seed for each part of a task.</summary>
    public static ulong Mix(ulong a, ulong b) => Finish(Finish(a + Golden) ^ (b * Golden + 1));

    /// <summary>Uniform over all 64-bit values.</summary>
    public ulong NextUInt64() => Finish(_state += Golden);

    /// <summary>Uniform over 0 … <paramref name="bound"/> − 1, without bias.</summary>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        // Lemire 2019, doi:10.1145/3230636: the high half of a product is uniform once the short low residues are rejected.
        ulong range = (ulong)bound;
        ulong rejected = (0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextUInt64(), range, out ulong low);
            if (low >= rejected) return (int)high;
        }
    }

    /// <summary>Uniform over [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts the items into a uniformly random order, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
