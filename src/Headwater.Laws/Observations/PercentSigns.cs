using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Reads cells such as <c>30.3%</c> in the unit of their metric: as a fraction for a metric whose largest value is 1 (accuracy), as points for every other (BLEU).
/// </summary>
internal sealed class PercentSigns
{
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

        // Two places of a decimal number, so that 30.3% becomes the double nearest to 0.303 rather than a rounded product.
        value = IsShare(metric) ? Math.Abs(value) < 1e9 ? (double)((decimal)value / 100) : value / 100 : value;
        _read[metric] = _read.TryGetValue(metric, out (string Cell, double Value, int Count) before) ? before with { Count = before.Count + 1 } : (cell, value, 1);
        return true;
    }

    private static bool IsShare(string metric) => MetricTraits.Of(metric).Maximum is 1;
}
