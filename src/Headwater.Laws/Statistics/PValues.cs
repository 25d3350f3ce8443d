namespace Headwater.Laws;

/// <summary>Upper tails of distributions that tests of trend need, to about ten digits.</summary>
internal static class PValues
{
    private const double Precision = 1e-13;
    private const int MostTerms = 500;

    /// <summary>P(χ² &gt; value) with a whole number of degrees of freedom; with none, χ² is 0.</summary>
    public static double ChiSquare(double value, int degreesOfFreedom)
    {
        if (degreesOfFreedom == 0 || !(value > 0))
        {
            return value > 0 ? 0 : 1;
        }

        // Q(a + 1, x) = Q(a, x) + xᵃ e⁻ˣ / Γ(a + 1), from Q(1/2, x) = erfc(√x) or Q(1, x) = e⁻ˣ on.
        double x = value / 2;
        bool odd = degreesOfFreedom % 2 == 1;
        double tail = odd ? ComplementaryError(Math.Sqrt(x)) : Math.Exp(-x);
        for (double a = odd ? 0.5 : 1; a < degreesOfFreedom / 2.0; a++)
        {
            tail += Math.Exp((a * Math.Log(x)) - x - LogGamma(a + 1));
        }

        return Math.Min(1, tail);
    }

    /// <summary>P(B &gt; value) for a beta distribution.</summary>
    public static double Beta(double value, double a, double b) => value <= 0 ? 1 : value >= 1 ? 0 : IncompleteBeta(1 - value, b, a);

    /// <summary>P(F &gt; value).</summary>
    public static double F(double value, double upper, double lower) => value <= 0 ? 1 : Beta(upper * value / ((upper * value) + lower), upper / 2, lower / 2);

    /// <summary>ln Γ(x) for x above 0: Stirling's series where x is large, reached by Γ(x + 1) = x·Γ(x).</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 10; x++)
        {
            shift += Math.Log(x);
        }

        double square = x * x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (((1 / 12.0) - (((1 / 360.0) - (1 / (1260 * square))) / square)) / x) - shift;
    }

    private static double ComplementaryError(double x)
    {
        double density = Math.Exp(-x * x) / Math.Sqrt(Math.PI);
        if (x < 2)
        {
            // erf(x) = 2/√π · e^(−x²) · Σ 2ᵏ x^(2k+1) / (2k+1)!!
            double term = x;
            double sum = x;
            for (int k = 1; term > Precision * sum; k++)
            {
                term *= 2 * x * x / ((2 * k) + 1);
                sum += term;
            }

            return 1 - (2 * density * sum);
        }

        // erfc(x) = e^(−x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from far inside out.
        double fraction = x;
        for (int k = 80; k >= 1; k--)
        {
            fraction = x + (k / 2.0 / fraction);
        }

        return density / fraction;
    }

    // The continued fraction of the regularised incomplete beta function (Abramowitz and Stegun 1964, 26.5.8), which converges fast below the mean.
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - IncompleteBeta(1 - x, b, a);
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))) / a;
        double c = 1;
        double d = 1 / (1 - ((a + b) * x / (a + 1)));
        double fraction = d;
        for (int m = 1; m <= MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / (1 + (even * d));
            c = 1 + (even / c);
            fraction *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / (1 + (odd * d));
            c = 1 + (odd / c);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < Precision)
            {
                break;
            }
        }

        return front * fraction;
    }
}
