using System.Globalization;

namespace Headwater.Laws;

/// <summary>Writes comma-separated values: numbers in round-trip form, text quoted where it must be, nothing for null, lines ended by \n.</summary>
internal static class CsvText
{
    /// <summary>One line.</summary>
    public static string Line(params IEnumerable<object?> values) => string.Join(',', values.Select(Cell)) + "\n";

    /// <summary>A cell, in quotes where a comma, a quote, a line end or a space at either end asks for them.</summary>
    public static string Quote(string? text) =>
        text is null ? "" : text.AsSpan().ContainsAny(",\"\r\n") || text.AsSpan().Trim().Length != text.Length ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString()),
    };
}
