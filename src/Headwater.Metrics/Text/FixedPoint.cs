using System.Globalization;
using System.Numerics;

namespace Headwater.Metrics;

/// <summary>Decimal text of a double, as C and Python print it: exact ties of a fixed number of decimals go to even (0.125 → 0.12).</summary>
public static class FixedPoint
{
    private const int ExactBits = 52;

    /// <summary>The value with <paramref name="decimals"/> decimals. .NET rounds an exact tie away from zero, Python to even; everything else agrees.</summary>
    public static string Format(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        return IsTie(value, decimals, out long halves)
            ? FormatTie(halves, decimals)
            : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The rounded value as the shortest text that reads back as the same double, always with a point: 37.8, 100.0.</summary>
    public static string Shortest(double value, int decimals)
    {
        return AllDigits(double.Parse(Format(value, decimals), CultureInfo.InvariantCulture));
    }

    /// <summary>The shortest text that reads back as the same double, always with a point or an exponent, as Python's repr.</summary>
    public static string AllDigits(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? text : text + ".0";
    }

    // value · 10^d lies halfway between two integers exactly when value · 2^(d+1) is an odd integer.
    private static bool IsTie(double value, int decimals, out long halves)
    {
        double scaled = Math.ScaleB(value, decimals + 1);
        bool isTie = Math.Abs(scaled) < 1L << ExactBits && scaled == Math.Floor(scaled) && Math.Abs(scaled) % 2 == 1;
        halves = isTie ? (long)scaled : 0;
        return isTie;
    }

    private static string FormatTie(long halves, int decimals)
    {
        BigInteger below = (BigInteger.Abs(halves) * BigInteger.Pow(5, decimals) - 1) / 2;
        BigInteger even = below.IsEven ? below : below + 1;
        string digits = even.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        string point = decimals == 0 ? "" : ".";
        return $"{(halves < 0 ? "-" : "")}{digits[..^decimals]}{point}{digits[^decimals..]}";
    }
}
