using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Numbers as studies write them: <c>250000</c>, <c>0.25M</c>, <c>1e9</c>, <c>8_000</c>; K, M, B and T are powers of a thousand.</summary>
public static class ScaledNumber
{
    private const string Suffixes = "KMBT";

    /// <summary>False for anything that is not a finite number in this notation.</summary>
    public static bool TryParse(string text, out double value) => NumberText.TryParse(text, out value);

    /// <summary>The shortest of the notations that <see cref="TryParse"/> reads back to the same number: 250000 is <c>0.25M</c>.</summary>
    public static string Format(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude < 10_000 || magnitude >= 1e18)
            return value.ToString("R", CultureInfo.InvariantCulture);

        int power = magnitude >= 1e12 ? 4 : magnitude >= 1e9 ? 3 : magnitude >= 2e5 ? 2 : 1;
        return (value / Math.Pow(1000, power)).ToString("0.######", CultureInfo.InvariantCulture) + Suffixes[power - 1];
    }
}
