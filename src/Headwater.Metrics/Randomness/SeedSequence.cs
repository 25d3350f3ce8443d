using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// NumPy's <c>SeedSequence</c>: spreads a seed of any size over a pool of four words, from which a generator's state is drawn. After
/// O'Neill 2015, "Developing a seed_seq Alternative" (pcg-random.org), as numpy/random/bit_generator.pyx has it since NumPy 1.17.
/// </summary>
internal sealed class SeedSequence
{
    private const int PoolSize = 4;
    private const int XShift = 16;
    private const uint InitA = 0x43b0d7e5;
    private const uint MultA = 0x931e8875;
    private const uint InitB = 0x8b51f9dd;
    private const uint MultB = 0x58f38ded;
    private const uint MixLeft = 0xca01f9dd;
    private const uint MixRight = 0x4973f715;

    private readonly uint[] _pool = new uint[PoolSize];

    /// <param name="entropy">The seed as 32-bit words, the lowest first.</param>
    public SeedSequence(ReadOnlySpan<uint> entropy)
    {
        uint hash = InitA;
        for (int i = 0; i < PoolSize; i++)
            _pool[i] = Hash(i < entropy.Length ? entropy[i] : 0, ref hash);

        for (int source = 0; source < PoolSize; source++)
        {
            for (int target = 0; target < PoolSize; target++)
            {
                if (source != target)
                    _pool[target] = Mix(_pool[target], Hash(_pool[source], ref hash));
            }
        }

        for (int source = PoolSize; source < entropy.Length; source++)
        {
            for (int target = 0; target < PoolSize; target++)
                _pool[target] = Mix(_pool[target], Hash(entropy[source], ref hash));
        }
    }

    /// <summary>The sequence of an integer seed of any size. Throws when it is negative.</summary>
    public static SeedSequence Of(BigInteger seed)
    {
        if (seed.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(seed), $"The seed is {seed}; expected 0 or more.");

        byte[] bytes = seed.ToByteArray(isUnsigned: true);
        uint[] words = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (int i = 0; i < bytes.Length; i++)
            words[i / 4] |= (uint)bytes[i] << (8 * (i % 4));
        return new SeedSequence(words);
    }

    /// <summary>Fills <paramref name="state"/> with 32-bit words; equal calls give equal words.</summary>
    public void Generate(Span<uint> state)
    {
        uint hash = InitB;
        for (int i = 0; i < state.Length; i++)
        {
            uint word = _pool[i % PoolSize] ^ hash;
            hash *= MultB;
            word *= hash;
            state[i] = word ^ (word >> XShift);
        }
    }

    /// <summary>Fills <paramref name="state"/> with 64-bit words, each of two 32-bit ones, the lower half first.</summary>
    public void Generate(Span<ulong> state)
    {
        uint[] halves = new uint[2 * state.Length];
        Generate(halves);
        for (int i = 0; i < state.Length; i++)
            state[i] = halves[2 * i] | (ulong)halves[2 * i + 1] << 32;
    }

    private static uint Hash(uint value, ref uint hash)
    {
        value ^= hash;
        hash *= MultA;
        value *= hash;
        return value ^ (value >> XShift);
    }

    private static uint Mix(uint left, uint right)
    {
        uint mixed = MixLeft * left - MixRight * right;
        return mixed ^ (mixed >> XShift);
    }
}
