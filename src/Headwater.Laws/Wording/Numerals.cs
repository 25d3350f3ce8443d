using System.Globalization;

namespace Headwater.Laws;

/// <summary>Numbers in sentences: short, and in the units people use.</summary>
internal static class Numerals
{
    private static readonly (double Scale, string Suffix)[] Suffixes = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];

    /// <summary>A scale with K, M, B or T: 2500000 is 2.5M.</summary>
    public static string Size(double value)
    {
        // 999,950 would print as 1000K; it belongs to the next letter.
        (double scale, string suffix) = Suffixes.FirstOrDefault(entry => Math.Abs(value) >= entry.Scale * 0.9995, (1, ""));
        return Short(value / scale) + suffix;
    }

    /// <summary>A value with three significant digits.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        return value.ToString(size >= 1e6 ? "0.##E+0" : size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : size >= 0.01 || size == 0 ? "0.###" : "0.##E+0", CultureInfo.InvariantCulture);
    }

    /// <summary>A value and its interval, all to the second significant digit of the interval's half width: 55.3 [48.6, 63.0].</summary>
    public static string WithInterval(double value, double low, double high) => $"{value.ToString(FormatOf(low, high), CultureInfo.InvariantCulture)} {Interval(low, high)}";

    /// <summary>An interval, to the second significant digit of its half width: [48.6, 63.0].</summary>
    public static string Interval(double low, double high) => $"[{low.ToString(FormatOf(low, high), CultureInfo.InvariantCulture)}, {high.ToString(FormatOf(low, high), CultureInfo.InvariantCulture)}]";

    // Numbers so large or small that decimals do not show them keep their own digits.
    private static string FormatOf(double low, double high)
    {
        double half = (high - low) / 2;
        int decimals = half > 0 ? 1 - (int)Math.Floor(Math.Log10(half)) : 3;
        return decimals > 6 || Math.Abs(high) >= 1e6 ? "G3" : $"F{Math.Max(decimals, 0)}";
    }

    /// <summary>A share as a percentage: 0.1234 is 12%.</summary>
    public static string Percent(double share) => (100 * share).ToString(Math.Abs(share) >= 0.1 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A probability as a percentage, never printed as a certainty it is not: 72%, above 99%.</summary>
    public static string Odds(double probability) => probability > 0.99 ? "above 99%" : probability < 0.01 ? "below 1%" : (100 * probability).ToString("0", CultureInfo.InvariantCulture) + "%";
}
