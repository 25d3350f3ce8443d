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
        Dictionary<string, double> factors = new(StringComparer.Ordinal);
        List<string> assumed = [];
        foreach (IGrouping<string, Observation> metric in rows.Where(row => row.StandardError > 0).GroupBy(row => row.Metric, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            double[] errors = [.. metric.Select(row => row.StandardError!.Value).Order()];
            double middle = errors[errors.Length / 2];
            if (MetricTraits.Of(metric.Key).Maximum is not null && metric.All(row => row.Value is >= 0 and <= 1) && middle > LargestOfFractions)
            {
                factors[metric.Key] = 0.01;
                assumed.Add($"the standard errors of {metric.Key} are read as percentage points ({Example(metric, 0.01)}), because no fraction has errors that large");
            }
            else if (MetricTraits.IsShareOfAnswers(metric.Key) && metric.All(row => row.Value >= 0) && metric.Any(row => row.Value > 1) && middle < SmallestOfPercentages)
            {
                factors[metric.Key] = 100;
                assumed.Add($"the standard errors of {metric.Key} are read as fractions ({Example(metric, 100)}), because errors that small would need millions of test items");
            }
        }

        return factors.Count == 0 ? (rows, []) : ([.. rows.Select(row => factors.TryGetValue(row.Metric, out double factor) ? row with { StandardError = InUnit(row.StandardError, factor) } : row)], [.. assumed]);
    }

    // Two places of a decimal number, so that 0.9 becomes the double nearest to 0.009.
    private static double? InUnit(double? error, double factor) => error is not { } value ? null : value < 1e9 ? (double)((decimal)value * (decimal)factor) : value * factor;

    private static string Example(IEnumerable<Observation> rows, double factor)
    {
        double first = rows.First().StandardError!.Value;
        return $"{first.ToString(CultureInfo.InvariantCulture)} is {InUnit(first, factor)!.Value.ToString(CultureInfo.InvariantCulture)}";
    }
}
