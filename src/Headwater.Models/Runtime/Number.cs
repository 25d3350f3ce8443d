using TorchSharp;

namespace Headwater.Models;

/// <summary>
/// Numbers for calls of libtorch. TorchSharp makes an object of each number that it passes, and nothing refers to that object while the call runs: a collection at the wrong moment frees the number before
/// the call has read it. The last numbers of each thread are therefore kept; no call uses so many.
/// </summary>
internal static class Number
{
    private const int Kept = 16;

    [ThreadStatic]
    private static Scalar[]? _kept;

    [ThreadStatic]
    private static int _next;

    /// <summary>The weight of the second tensor in a sum or difference.</summary>
    public static Scalar One { get; } = 1;

    /// <summary>The exponent of a square.</summary>
    public static Scalar Two { get; } = 2;

    /// <summary>A number that stays alive during the next calls of this thread.</summary>
    public static Scalar Of(double value) => Keep(value);

    /// <summary>The same for a whole number.</summary>
    public static Scalar Of(long value) => Keep(value);

    private static Scalar Keep(Scalar number)
    {
        _kept ??= new Scalar[Kept];
        _next = (_next + 1) % Kept;
        return _kept[_next] = number;
    }
}
