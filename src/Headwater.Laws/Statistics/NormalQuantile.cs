namespace Headwater.Laws;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>The standard deviation of normal noise over the median of its absolute values.</summary>
    public const double DeviationOverMedian = 1.4826;

    private const int Bisections = 60;
    private const double Far = 8;

    /// <summary>How many standard deviations to each side hold a share of a normal distribution: 1.645 for 0.9.</summary>
    public static double OfMiddle(double share)
    {
        (double low, double high) = (0, Far);
        for (int step = 0; step < Bisections; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = MiddleWithin(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // 2φ(z)·Σ z^(2k+1)/(1·3·5···(2k+1)), a series of positive terms that converges for every z.
    private static double MiddleWithin(double z)
    {
        double term = z;
        double sum = z;
        for (int k = 3; term > sum * 1e-17 && term > 0; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }

        return 2 * sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
