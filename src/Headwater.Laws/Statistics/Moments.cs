namespace Headwater.Laws;

/// <summary>Means, variances and correlations of short lists of numbers.</summary>
internal static class Moments
{
    // A spread below this share of the size of the numbers is rounding.
    private const double Rounding = 1e-12;

    /// <summary>Variance with n − 1; 0 for fewer than two numbers and for numbers that differ by rounding alone.</summary>
    public static double Variance(double[] values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        double rounding = Rounding * values.Max(Math.Abs);
        return variance > rounding * rounding ? variance : 0;
    }

    /// <summary>Pearson's correlation; 0 where either list does not vary.</summary>
    public static double Correlation(double[] left, double[] right)
    {
        double spread = Math.Sqrt(Variance(left) * Variance(right));
        return spread > 0 ? Math.Clamp(Covariance(left, right) / spread, -1, 1) : 0;
    }

    /// <summary>Covariance with n − 1.</summary>
    public static double Covariance(double[] left, double[] right)
    {
        double meanLeft = left.Average();
        double meanRight = right.Average();
        return left.Zip(right, (x, y) => (x - meanLeft) * (y - meanRight)).Sum() / (left.Length - 1);
    }

    /// <summary>Numbers less their mean, over their standard deviation; zeros where they do not vary.</summary>
    public static double[] Standardised(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(Variance(values));
        return [.. values.Select(value => deviation > 0 ? (value - mean) / deviation : 0)];
    }

    /// <summary>Ranks from 1, smallest first; equal numbers share the mean of their ranks.</summary>
    public static double[] Ranks(double[] values) => [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];
}
