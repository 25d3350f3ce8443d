namespace Headwater.Laws;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195): the same seed gives the same numbers on every version of the runtime.
/// </summary>
internal struct RandomStream(ulong seed)
{
    private ulong _state = seed;
    private double? _spare;

    /// <summary>A seed from another seed and a text, for streams that do not depend on the order of things.</summary>
    public static ulong Seed(ulong seed, string text)
    {
        // FNV-1a over the characters, then one step of the generator to spread the bits.
        ulong hash = 14695981039346656037UL ^ seed;
        foreach (char letter in text)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return new RandomStream(hash).Next();
    }

    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0, included, to 1, excluded.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0, included, to <paramref name="bound"/>, excluded. Its bias is below 2⁻³² for the bounds used here.</summary>
    public int NextInt32(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A standard normal number, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (_spare is { } kept)
        {
            _spare = null;
            return kept;
        }

        while (true)
        {
            double x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * Math.Log(square) / square);
                _spare = y * factor;
                return x * factor;
            }
        }
    }
}
