using System.Globalization;

namespace Headwater.Studies;

/// <summary>What an hour of one device costs, in the currency it was given in. A run occupies one device while it runs.</summary>
/// <param name="PerHour">The amount, 0 or more.</param>
/// <param name="Currency">As it was written: "$", "EUR", or nothing.</param>
public sealed record Price(double PerHour, string Currency)
{
    /// <summary>What a price may look like.</summary>
    public const string Expected = "a price per device-hour, such as 2.50, \"2.50 EUR\" or $2.50";

    private const double SecondsPerHour = 3600;

    /// <summary>Reads a number with a currency before or after it, or none.</summary>
    public static Price? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        int first = trimmed.AsSpan().IndexOfAnyInRange('0', '9');
        int last = trimmed.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0 || !double.TryParse(trimmed.AsSpan(first, last - first + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount))
            return null;
        string before = trimmed[..first].Trim();
        string after = trimmed[(last + 1)..].Trim();
        bool isCurrency = (before.Length == 0 || after.Length == 0) && (before + after).All(c => char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol);
        return isCurrency ? new Price(amount, before + after) : null;
    }

    /// <summary>What so many device-seconds cost.</summary>
    public double Of(double deviceSeconds) => deviceSeconds / SecondsPerHour * PerHour;

    /// <summary>An amount with its currency: <c>12.34 EUR</c>.</summary>
    public string Format(double amount) => Currency.Length == 0 ? amount.ToString("0.00", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {Currency}");
}
