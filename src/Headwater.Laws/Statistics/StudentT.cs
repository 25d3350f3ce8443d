namespace Headwater.Laws;

/// <summary>
/// Student's t distribution for whole degrees of freedom, and with infinitely many of them the normal one. Abramowitz and Stegun 1972, 26.7.3 and
/// 26.7.4; the normal integral is Marsaglia's series (2004, doi:10.18637/jss.v011.i04), good to 1e-15.
/// </summary>
internal static class StudentT
{
    // From here on the two distributions agree to four digits at every level in use.
    private const double AlmostNormal = 5_000;

    // Beyond this many standard deviations nothing is left of the normal integral.
    private const double NormalEnd = 8;

    private const int Bisections = 60;

    /// <summary>The probability of at most <paramref name="t"/>.</summary>
    public static double Cumulative(double t, double degreesOfFreedom)
    {
        double within = degreesOfFreedom >= AlmostNormal ? NormalWithin(Math.Abs(t)) : Within(Math.Abs(t), (int)degreesOfFreedom);
        return 0.5 * (t >= 0 ? 1 + within : 1 - within);
    }

    /// <summary>The number that a share of the distribution, at least a half, lies below.</summary>
    public static double Quantile(double share, double degreesOfFreedom)
    {
        double high = 1;
        while (Cumulative(high, degreesOfFreedom) < share && high < 1e12)
        {
            high *= 2;
        }

        double low = 0;
        for (int k = 0; k < Bisections; k++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Cumulative(middle, degreesOfFreedom) < share ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    /// <summary>The probability that a standard normal number is within ±<paramref name="z"/>.</summary>
    public static double NormalWithin(double z)
    {
        if (z >= NormalEnd)
        {
            return 1;
        }

        double term = z;
        double sum = z;
        for (int k = 3; term > 1e-17 * sum; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }

        return 2 * NormalDensity(z) * sum;
    }

    /// <summary>The standard normal density.</summary>
    public static double NormalDensity(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    // The probability that t is within ±t: a sum of powers of the cosine of θ = atan(t / √ν).
    private static double Within(double t, int degreesOfFreedom)
    {
        double angle = Math.Atan(t / Math.Sqrt(degreesOfFreedom));
        double square = Math.Cos(angle) * Math.Cos(angle);
        bool isOdd = degreesOfFreedom % 2 == 1;
        double term = isOdd ? Math.Cos(angle) : 1;
        double sum = 0;
        for (int k = isOdd ? 1 : 0; k <= degreesOfFreedom - 2; k += 2)
        {
            sum += term;
            term *= square * (k + 1) / (k + 2);
        }

        return isOdd ? 2 / Math.PI * (angle + (Math.Sin(angle) * sum)) : Math.Sin(angle) * sum;
    }
}
