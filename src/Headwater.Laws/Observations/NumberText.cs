using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>
/// Reads and writes numbers as cells, options and study files have them: <c>250000</c>, <c>0.25M</c>, <c>1e9</c>, <c>8_000</c>, <c>1,000,000</c>. K, M, B and T, in either
/// case, are powers of a thousand.
/// </summary>
internal static partial class NumberText
{
    private const string Suffixes = "KMBT";

    /// <summary>Whether the text is a finite number in this notation; <paramref name="value"/> is then that number.</summary>
    public static bool TryParse(string text, out double value)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.Trim();
        int power = digits.Length == 0 ? 0 : Suffixes.IndexOf(char.ToUpperInvariant(digits[^1]), StringComparison.Ordinal) + 1;
        return TryScale(power == 0 ? digits : digits[..^1].TrimEnd(), 3 * power, allowOneGroup: true, out value);
    }

    /// <summary>The shortest of the notations that <see cref="TryParse"/> reads back to the same number: 250000 is <c>0.25M</c>.</summary>
    public static string Format(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude < 10_000 || magnitude >= 1e18)
        {
            return value.ToString("R", CultureInfo.InvariantCulture);
        }

        int power = magnitude >= 1e12 ? 4 : magnitude >= 1e9 ? 3 : magnitude >= 2e5 ? 2 : 1;
        return (value / Math.Pow(1000, power)).ToString("0.######", CultureInfo.InvariantCulture) + Suffixes[power - 1];
    }

    /// <summary>
    /// The same without a letter for the power. One comma before three digits may be a decimal comma, so <c>3,125</c> is not taken for a number here;
    /// <c>1,234.5</c> and <c>1,000,000</c> are.
    /// </summary>
    internal static bool TryParsePlain(string text, out double value) => TryScale(text.Trim(), 0, allowOneGroup: false, out value);

    // The power becomes part of the exponent, so that 0.3M is the number nearest to 300000 and not a rounded product.
    private static bool TryScale(string digits, int power, bool allowOneGroup, out double value)
    {
        // Nearly every cell is a number as it is.
        if (power == 0 && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return double.IsFinite(value);
        }

        value = 0;
        if (Ungrouped(digits, allowOneGroup) is not { } plain || Number().Match(plain) is not { Success: true } number)
        {
            return false;
        }

        int exponent = number.Groups["exponent"] is { Success: true } own && int.TryParse(own.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int given) ? given : 0;
        string whole = string.Create(CultureInfo.InvariantCulture, $"{number.Groups["digits"].ValueSpan}e{exponent + power}");
        return double.TryParse(whole, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static string? Ungrouped(string digits, bool allowOneGroup)
    {
        if (digits.Contains('_', StringComparison.Ordinal))
        {
            return Underscores().IsMatch(digits) ? digits.Replace("_", "", StringComparison.Ordinal) : null;
        }

        if (!digits.AsSpan().ContainsAny(", \u00A0\u2009\u202F"))
        {
            return digits;
        }

        Match groups = Thousands().Match(digits);
        return groups.Success && (allowOneGroup || groups.Groups["group"].Captures.Count > 1 || groups.Groups["point"].Success) ? Separators().Replace(digits, "") : null;
    }

    [GeneratedRegex(@"^(?<digits>[+-]?(?:\d+\.?\d*|\.\d+))(?:[eE](?<exponent>[+-]?\d{1,4}))?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[+-]?[0-9.]*(?:(?<=\d)_(?=\d)[0-9.]*)+(?:[eE][+-]?\d+)?$")]
    private static partial Regex Underscores();

    [GeneratedRegex(@"^[+-]?\d{1,3}(?<group>(?<separator>[, \u00A0\u2009\u202F])\d{3})(?<group>\k<separator>\d{3})*(?<point>\.\d*)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex("[, \u00A0\u2009\u202F]")]
    private static partial Regex Separators();
}
