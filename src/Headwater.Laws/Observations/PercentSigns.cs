using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Reads cells such as <c>30.3%</c> in the unit of their metric: as a fraction for a metric whose largest value is 1 (accuracy), as points for every other (BLEU).
/// </summary>
internal sealed class PercentSigns
{
    private const double MostDecimal = 1e9;

    private readonly SortedDictionary<string, (string Cell, double Value, int Count)> _read = new(StringComparer.Ordinal);

    /// <summary>What was read, as phrases.</summary>
    public IEnumerable<string> Assumed => _read.Select(pair =>
        $"{(pair.Value.Count == 1 ? "1 percentage" : $"{pair.Value.Count} percentages")} of {pair.Key} {(pair.Value.Count == 1 ? "is" : "are")} read as {(IsShare(pair.Key) ? "fractions" : "points")} ({pair.Value.Cell} is {pair.Value.Value.ToString(CultureInfo.InvariantCulture)})");

    /// <summary>Whether the cell is a number with a percent sign; <paramref name="value"/> is then that number in the unit of the metric.</summary>
    public bool TryRead(string cell, string metric, out double value)
    {
        if (!Cells.TryPercentage(cell, out value))
        {
            return false;
        }

        value = IsShare(metric) ? Fraction(value) : value;
        _read[metric] = _read.TryGetValue(metric, out (string Cell, double Value, int Count) before) ? before with { Count = before.Count + 1 } : (cell, value, 1);
        return true;
    }

    /// <summary>A percentage as a fraction: two places of a decimal number, so that 30.3% becomes the double nearest to 0.303 rather than a rounded product.</summary>
    public static double Fraction(double percentage) => Math.Abs(percentage) < MostDecimal ? (double)((decimal)percentage / 100) : percentage / 100;

    /// <summary>A fraction as a percentage, in the same way.</summary>
    public static double Percentage(double fraction) => Math.Abs(fraction) < MostDecimal ? (double)((decimal)fraction * 100) : fraction * 100;

    private static bool IsShare(string metric) => MetricTraits.Of(metric).Maximum is 1;
}
