using System.Numerics;

namespace Headwater.Data;

/// <summary>
/// A keyed shuffle of 0 … Count − 1 that is computed on demand and takes no memory: a balanced Feistel network over the next even number of bits,
/// walked until the value falls inside the range (Black and Rogaway 2002, "Ciphers with arbitrary finite domains"). Immutable and thread-safe.
/// </summary>
public sealed class Permutation
{
    private const int Rounds = 8;
    private const int MinHalfBits = 3; // narrower halves leave too few round functions to look random; walking 64 values costs nothing

    private readonly ulong[] _keys = new ulong[Rounds];
    private readonly int _halfBits;
    private readonly ulong _mask;

    public Permutation(long count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(count - 1, 0));
        _halfBits = Math.Max((bits + 1) / 2, MinHalfBits);
        _mask = (1UL << _halfBits) - 1;
        SplitMix generator = new(seed);
        for (int round = 0; round < Rounds; round++) _keys[round] = generator.NextUInt64();
    }

    /// <summary>How many values are shuffled.</summary>
    public long Count { get; }

    /// <summary>The value at a place of the shuffled order: each of 0 … Count − 1 is at exactly one place.</summary>
    public long this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            ulong value = (ulong)index;
            do value = Encrypt(value);
            while (value >= (ulong)Count);
            return (long)value;
        }
    }

    private ulong Encrypt(ulong value)
    {
        ulong left = value >> _halfBits;
        ulong right = value & _mask;
        foreach (ulong key in _keys) (left, right) = (right, left ^ (SplitMix.Mix(key, right) & _mask));
        return left << _halfBits | right;
    }
}
