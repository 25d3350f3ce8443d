using System.Globalization;

namespace Headwater.Phrasebook;

/// <summary>Numbers in digits, the same under every culture.</summary>
internal static class Numeral
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>With leading zeros.</summary>
    public static string Of(int number, int digits) => number.ToString($"D{digits}", CultureInfo.InvariantCulture);

    /// <summary>In groups of three, but only from five digits on.</summary>
    public static string Grouped(int number, string separator)
    {
        if (Math.Abs(number) < 10_000) return Of(number);
        return number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", separator, StringComparison.Ordinal);
    }
}
