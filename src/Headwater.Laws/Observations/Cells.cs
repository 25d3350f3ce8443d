using System.Globalization;

namespace Headwater.Laws;

/// <summary>Reads the text of a cell as what its column holds.</summary>
internal static class Cells
{
    /// <summary>What a message says a column expects.</summary>
    public static string Expected(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "a number",
        ColumnKind.Size => "a number of 0 or more, such as 2500000, 2.5M or 2.5e6",
        ColumnKind.Error => "a number of 0 or more",
        ColumnKind.Flag => "true or false",
        _ => "a number from 0 to 1",
    };

    /// <summary>Whether the text is a number of the kind; <paramref name="value"/> is then that number.</summary>
    public static bool TryNumber(string text, ColumnKind kind, out double value)
    {
        double scale = kind == ColumnKind.Size ? ScaleOf(text) : 1;
        string digits = scale == 1 ? text : text[..^1];
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value * scale))
        {
            return false;
        }

        value *= scale;
        return kind switch
        {
            ColumnKind.Size or ColumnKind.Error => value >= 0,
            ColumnKind.Rate => value is >= 0 and <= 1,
            _ => true,
        };
    }

    /// <summary>Whether the text is true or false; <paramref name="value"/> is then that.</summary>
    public static bool TryFlag(string text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static double ScaleOf(string text) => text.Length < 2 ? 1 : char.ToUpperInvariant(text[^1]) switch
    {
        'K' => 1e3,
        'M' => 1e6,
        'B' => 1e9,
        'T' => 1e12,
        _ => 1,
    };
}
