using System.Globalization;

namespace Headwater.Studies;

/// <summary>One line of comma-separated values: numbers in round-trip form, text quoted where it must be, nothing for null.</summary>
internal static class CsvText
{
    public static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(Cell)) + "\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString()!),
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
