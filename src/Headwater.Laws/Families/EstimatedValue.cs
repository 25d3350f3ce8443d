namespace Headwater.Laws;

/// <summary>A number with an interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of the interval; <c>null</c> where no draw could be made.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct EstimatedValue(double Value, double? Low, double? High)
{
    /// <summary>The estimate with the interval that holds the middle of the draws, widened to hold the estimate.</summary>
    internal static EstimatedValue Of(double value, IEnumerable<double> draws, double level)
    {
        (double low, double high) = Quantiles.Middle(draws, level);
        return double.IsNaN(low) ? new(value, null, null) : new(value, Math.Min(low, value), Math.Max(high, value));
    }
}
