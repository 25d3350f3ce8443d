using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// What a forward pass drops. Each place in the model takes the next site, and whether a number is dropped depends on the seed, the site and the number's
/// place alone: nothing is stored for the backward pass, and neither the order of work nor the number of threads matters. Not thread-safe.
/// </summary>
internal sealed class DropoutPlan(double rate, ulong seed)
{
    public static readonly DropoutPlan None = new(0, 0);

    public double Rate => rate;

    public bool IsNone => rate == 0;

    /// <summary>The sites taken so far. Set back to take the same ones again.</summary>
    public ulong Sites { get; set; }

    public DropoutSite Next() => IsNone ? default : new DropoutSite((float)rate, SplitMix.Mix(seed, Sites++));
}

/// <summary>One place in a model where numbers are dropped; the default drops none.</summary>
internal readonly struct DropoutSite(float rate, ulong key)
{
    private readonly uint _threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
    private readonly uint _first = (uint)key;
    private readonly uint _second = (uint)(key >> 32);
    private readonly float _scale = 1 / (1 - rate);

    public bool IsNone => _threshold == 0;

    /// <summary>What the site's numbers depend on, for another generator.</summary>
    public long Seed => ((long)_second << 31) ^ _first;

    /// <summary>What the numbers from a place on are multiplied with: 0, or 1 / (1 − rate).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Factors(uint place)
    {
        Vector512<uint> kept = Vector512.GreaterThanOrEqual(Mixed(Vector512<uint>.Indices + Vector512.Create(place)), Vector512.Create(_threshold));
        return Vector512.ConditionalSelect(Vector512.AsSingle(kept), Vector512.Create(_scale), Vector512<float>.Zero);
    }

    public float Factor(uint place) => Factors(place)[0];

    // A 32-bit finaliser of two multiplications, keyed on the way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> Mixed(Vector512<uint> x)
    {
        x = (x * Vector512.Create(0x9E3779B9)) + Vector512.Create(_first);
        x ^= x >>> 16;
        x = (x * Vector512.Create(0x7FEB352Du)) + Vector512.Create(_second);
        x ^= x >>> 15;
        x *= Vector512.Create(0x846CA68B);
        return x ^ (x >>> 16);
    }
}
