using System.Globalization;

namespace Headwater.Laws;

/// <summary>Numbers in sentences: short, and in the units people use.</summary>
internal static class Numerals
{
    private const int UsualDigits = 3;

    // Between these two a number is written without a power of ten.
    private const double Smallest = 1e-4;
    private const double Largest = 1e15;

    private static readonly (double Scale, string Suffix)[] Suffixes = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];

    /// <summary>A scale with K, M, B or T, and beyond them a power of ten: 2500000 is 2.5M, 1e22 stays as it is.</summary>
    public static string Size(double value)
    {
        if (Math.Abs(value) >= Largest)
        {
            return Power(value, UsualDigits);
        }

        // 999,950 would print as 1000K; it belongs to the next letter.
        (double scale, string suffix) = Suffixes.FirstOrDefault(entry => Math.Abs(value) >= entry.Scale * 0.9995, (1, ""));
        return Significant(value / scale, UsualDigits) + suffix;
    }

    /// <summary>A value with three significant digits: 1.52, 0.00704, 2.1e-7.</summary>
    public static string Short(double value) => Math.Abs(value) is >= 0.01 and < 0.1 ? Fixed(value, "0.###") : Significant(value, UsualDigits);

    /// <summary>The value rounded to a number of significant digits, without trailing zeros, and without a power of ten between 1e-4 and 1e15.</summary>
    public static string Significant(double value, int digits)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(value))
        {
            return Fixed(value, "0");
        }

        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));
        return size is < Smallest or >= Largest ? Power(value, digits) : Fixed(value, "0." + new string('#', decimals));
    }

    /// <summary>A value with a fixed number of decimals. What rounds to zero has no sign.</summary>
    public static string Fixed(double value, int decimals) => Fixed(value, $"F{decimals}");

    /// <summary>A value and its interval, all to the second significant digit of the interval's half width: 55.3 [48.6, 63.0].</summary>
    public static string WithInterval(double value, double low, double high) => $"{InInterval(value, low, high)} {Interval(low, high)}";

    /// <summary>An interval, to the second significant digit of its half width: [48.6, 63.0].</summary>
    public static string Interval(double low, double high) => $"[{InInterval(low, low, high)}, {InInterval(high, low, high)}]";

    // Numbers so large or small that decimals do not show them keep their own digits.
    private static string InInterval(double value, double low, double high)
    {
        double half = (high - low) / 2;
        int decimals = half > 0 ? 1 - (int)Math.Floor(Math.Log10(half)) : 3;
        return decimals > 6 || Math.Abs(high) >= 1e6 ? Significant(value, UsualDigits) : Fixed(value, Math.Max(decimals, 0));
    }

    private static string Power(double value, int digits) => value.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);

    private static string Fixed(double value, string format)
    {
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        return text is ['-', .. var rest] && double.IsFinite(value) && rest.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? rest : text;
    }

    /// <summary>A share as a percentage: 0.1234 is 12%.</summary>
    public static string Percent(double share) => (100 * share).ToString(Math.Abs(share) >= 0.1 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A probability as a percentage, never printed as a certainty it is not: 72%, above 99%.</summary>
    public static string Odds(double probability) => probability > 0.99 ? "above 99%" : probability < 0.01 ? "below 1%" : (100 * probability).ToString("0", CultureInfo.InvariantCulture) + "%";
}
