using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>Reads the text of a cell as what its column holds.</summary>
internal static partial class Cells
{
    /// <summary>Pretraining tokens for each parameter: the unit of a size written as <c>5xC</c>. The rule of thumb drawn from Hoffmann et al. 2022 (arXiv:2203.15556).</summary>
    public const double ChinchillaTokensPerParameter = 20;

    /// <summary>What a message says is expected in a column, given what was found.</summary>
    public static string Expected(ColumnKind kind, string found) => kind switch
    {
        ColumnKind.Flag => "true or false",
        ColumnKind.Rate => "a number from 0 to 1",
        _ when IsNotFinite(found) => "a finite number; a run that diverged has no value",
        ColumnKind.Size => "a number of 0 or more, such as 2500000, 2.5M or 2.5e6",
        ColumnKind.Error => "a number of 0 or more",
        _ => found.Contains(',', StringComparison.Ordinal) ? "a number, with a point before its decimals and no commas" : "a number",
    };

    /// <summary>The option or edit that helps where a cell is not what its column holds.</summary>
    /// <param name="kind">What the column holds.</param>
    /// <param name="found">The cell.</param>
    public static string Remedy(ColumnKind kind, string found) =>
        kind is ColumnKind.Flag ? "fix the cell or delete the row."
        : IsNotFinite(found) ? "fix the cell, delete the row, or leave out such rows with --where \"value is not null\"."
        : HasDecimalComma(found) ? "write a point before the decimals (2.31 for 2,31), or separate the columns by semicolons: decimal commas are read there."
        : found.EndsWith('%') ? $"write {found[..^1].TrimEnd()} without the percent sign, or delete the row."
        : "fix the cell or delete the row.";

    /// <summary>Whether a cell is a number, or what somebody wrote for one: a percentage, a decimal comma, not a number.</summary>
    public static bool LooksNumeric(string cell) =>
        IsNumberOrPercentage(cell) || TryWithError(cell, out _, out _) || HasDecimalComma(cell) || IsNotFinite(cell) || cell.ToLowerInvariant() is "na" or "n/a" or "none" or "null" or "";

    /// <summary>Whether the text is a number with its error: 41.2 ± 0.5, 41.2 +/- 0.5 or 41.2 (0.5), each perhaps in percent.</summary>
    public static bool TryWithError(string text, out string value, out string error)
    {
        Match found = WithError().Match(text);
        (value, error) = (found.Groups["value"].Value.TrimEnd(), found.Groups["error"].Value.Trim());
        if (value.EndsWith('%') != error.EndsWith('%'))
        {
            // One percent sign is of both.
            (value, error) = ($"{value.TrimEnd('%')}%", $"{error.TrimEnd('%')}%");
        }

        return found.Success && IsNumberOrPercentage(value) && IsNumberOrPercentage(error);
    }

    private static bool IsNumberOrPercentage(string text) => NumberText.TryParsePlain(text, out _) || TryPercentage(text, out _);

    /// <summary>Whether the text is a number with a percent sign; <paramref name="value"/> is then the number before it.</summary>
    public static bool TryPercentage(string text, out double value)
    {
        value = 0;
        return text.EndsWith('%') && NumberText.TryParsePlain(text[..^1], out value);
    }

    /// <summary>Whether the text is a number of the kind; <paramref name="value"/> is then that number.</summary>
    public static bool TryNumber(string text, ColumnKind kind, out double value)
    {
        if (kind == ColumnKind.Rate && TryPercentage(text, out value))
        {
            value /= 100;
            return value is >= 0 and <= 1;
        }

        bool isNumber = kind == ColumnKind.Size ? NumberText.TryParse(text, out value) : NumberText.TryParsePlain(text, out value);
        return isNumber && kind switch
        {
            ColumnKind.Size or ColumnKind.Error => value >= 0,
            ColumnKind.Rate => value is >= 0 and <= 1,
            _ => true,
        };
    }

    /// <summary>Whether the text is a multiple of the compute-optimal tokens, such as 5xC; <paramref name="multiple"/> is then the number before the x.</summary>
    public static bool TryChinchilla(string text, out double multiple)
    {
        multiple = 0;
        return text.EndsWith("xC", StringComparison.OrdinalIgnoreCase) && NumberText.TryParsePlain(text[..^2], out multiple) && multiple >= 0;
    }

    /// <summary>Whether the text is true or false; <paramref name="value"/> is then that.</summary>
    public static bool TryFlag(string text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    // 3,41: one comma, which no thousands follow.
    private static bool HasDecimalComma(string text) => text.Count(letter => letter == ',') == 1 && NumberText.TryParsePlain(text.Replace(',', '.'), out _);

    private static bool IsNotFinite(string text) =>
        text.ToLowerInvariant().TrimStart('-', '+') is "nan" or "inf" or "infinity"
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsFinite(value));

    [GeneratedRegex(@"^(?<value>[^±(]+?)\s*(?:(?:±|\+/-|\+-)\s*(?<error>[^()]+)|\(\s*(?:±\s*)?(?<error>[^()]+?)\s*\))$")]
    private static partial Regex WithError();
}
