using System.Globalization;

namespace Headwater.Studies;

/// <summary>Numbers as studies write them: <c>250000</c>, <c>0.25M</c>, <c>1e9</c>, <c>8_000</c>; K, M, B and T are powers of a thousand.</summary>
public static class ScaledNumber
{
    private const string Suffixes = "KMBT";

    /// <summary>False for anything that is not a finite number in this notation.</summary>
    public static bool TryParse(string text, out double value)
    {
        string digits = text.Trim().Replace("_", "", StringComparison.Ordinal);
        decimal scale = 1;
        if (digits.Length > 0 && Suffixes.IndexOf(char.ToUpperInvariant(digits[^1]), StringComparison.Ordinal) is >= 0 and int power)
        {
            for (int i = 0; i <= power; i++)
                scale *= 1000;
            digits = digits[..^1].TrimEnd();
        }

        // A decimal keeps 0.3M at exactly 300000; anything beyond its range is a double.
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && Math.Abs(exact) < 1e15m && Fits(exact, digits))
        {
            value = (double)(exact * scale);
            return true;
        }

        bool parsed = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value *= (double)scale;
        return parsed && double.IsFinite(value);
    }

    /// <summary>The shortest of the notations that <see cref="TryParse"/> reads back to the same number: 250000 is <c>0.25M</c>.</summary>
    public static string Format(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude < 10_000 || magnitude >= 1e18)
            return value.ToString("R", CultureInfo.InvariantCulture);

        int power = magnitude >= 1e12 ? 4 : magnitude >= 1e9 ? 3 : magnitude >= 2e5 ? 2 : 1;
        return (value / Math.Pow(1000, power)).ToString("0.######", CultureInfo.InvariantCulture) + Suffixes[power - 1];
    }

    // A decimal silently turns 1e-30 into 0.
    private static bool Fits(decimal exact, string digits) => exact != 0 || digits.All(c => c is '0' or '.' or '-' or '+');
}
