using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Brings standard errors into the unit of their values, where one is a fraction and the other a percentage. Errors that no fraction can have are percentage
/// points; errors of accuracies in percent that would need millions of test items are fractions.
/// </summary>
internal static class ErrorUnits
{
    // The mean of values between 0 and 1 over three items or more has a smaller error.
    private const double LargestOfFractions = 0.3;

    // An accuracy of 50% with this error, in percentage points, was measured on almost three million items.
    private const double SmallestOfPercentages = 0.03;

    /// <summary>The rows with standard errors in the unit of their values, and what to say about it.</summary>
    public static (List<Observation> Rows, string[] Assumed) Of(List<Observation> rows)
    {
        Dictionary<string, Func<double, double>> units = new(StringComparer.Ordinal);
        List<string> assumed = [];
        foreach (IGrouping<string, Observation> metric in rows.Where(row => row.StandardError > 0).GroupBy(row => row.Metric, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            double[] errors = [.. metric.Select(row => row.StandardError!.Value).Order()];
            double middle = errors[errors.Length / 2];
            if (MetricTraits.Of(metric.Key).Maximum is not null && metric.All(row => row.Value is >= 0 and <= 1) && middle > LargestOfFractions)
            {
                units[metric.Key] = PercentSigns.Fraction;
                assumed.Add($"the standard errors of {metric.Key} are read as percentage points ({Example(metric, PercentSigns.Fraction)}), because no fraction has errors that large");
            }
            else if (MetricTraits.IsShareOfAnswers(metric.Key) && metric.All(row => row.Value >= 0) && metric.Any(row => row.Value > 1) && middle < SmallestOfPercentages)
            {
                units[metric.Key] = PercentSigns.Percentage;
                assumed.Add($"the standard errors of {metric.Key} are read as fractions ({Example(metric, PercentSigns.Percentage)}), because errors that small would need millions of test items");
            }
        }

        return units.Count == 0 ? (rows, [])
            : ([.. rows.Select(row => row.StandardError is { } error && units.TryGetValue(row.Metric, out Func<double, double>? inUnit) ? row with { StandardError = inUnit(error) } : row)], [.. assumed]);
    }

    private static string Example(IEnumerable<Observation> rows, Func<double, double> inUnit)
    {
        double first = rows.First().StandardError!.Value;
        return $"{first.ToString(CultureInfo.InvariantCulture)} is {inUnit(first).ToString(CultureInfo.InvariantCulture)}";
    }
}
