using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// PCG XSL-RR 128/64 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number
/// Generation", HMC-CS-2014-0905), NumPy's <c>PCG64</c>: a 128-bit linear congruential state, folded and rotated into 64 bits.
/// </summary>
internal sealed class Pcg64
{
    private static readonly UInt128 Multiplier = new(2549297995355413924, 4865540595714422341);

    private readonly UInt128 _increment;
    private UInt128 _state;
    private uint _upperHalf;
    private bool _hasUpperHalf;

    /// <param name="state">Where the sequence starts.</param>
    /// <param name="stream">Which sequence it is; the highest bit does not count.</param>
    public Pcg64(UInt128 state, UInt128 stream)
    {
        _increment = (stream << 1) | 1;
        _state = _increment;                             // one step from 0
        _state += state;
        Step();
    }

    /// <summary>The generator that NumPy makes of <paramref name="seeds"/>.</summary>
    public static Pcg64 Of(SeedSequence seeds)
    {
        Span<ulong> words = stackalloc ulong[4];
        seeds.Generate(words);
        return new Pcg64(new UInt128(words[0], words[1]), new UInt128(words[2], words[3]));
    }

    public ulong NextUInt64()
    {
        Step();
        ulong high = (ulong)(_state >> 64);
        return BitOperations.RotateRight(high ^ (ulong)_state, (int)(high >> 58));
    }

    /// <summary>The lower half of a 64-bit draw, and at the next call its upper half. A 64-bit draw in between leaves the half where it is.</summary>
    public uint NextUInt32()
    {
        if (_hasUpperHalf)
        {
            _hasUpperHalf = false;
            return _upperHalf;
        }
        ulong draw = NextUInt64();
        _upperHalf = (uint)(draw >> 32);
        _hasUpperHalf = true;
        return (uint)draw;
    }

    private void Step() => _state = _state * Multiplier + _increment;
}
