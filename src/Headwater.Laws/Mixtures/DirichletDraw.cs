namespace Headwater.Laws;

/// <summary>Draws of mixing rates from Dirichlet distributions, by Gamma variates (Marsaglia and Tsang 2000, doi:10.1145/358407.358414).</summary>
internal static class DirichletDraw
{
    // Corpora without a share of the centre still get one now and then.
    private const double LeastShape = 0.01;

    /// <summary>Rates with the mean <paramref name="centre"/>; the larger the concentration, the closer to it.</summary>
    public static double[] Around(ReadOnlySpan<double> centre, double concentration, ref RandomStream random)
    {
        double[] rates = new double[centre.Length];
        double sum = 0;
        while (!(sum > 0))
        {
            sum = 0;
            for (int j = 0; j < rates.Length; j++)
            {
                rates[j] = Gamma(Math.Max(concentration * centre[j], LeastShape), ref random);
                sum += rates[j];
            }
        }

        for (int j = 0; j < rates.Length; j++)
        {
            rates[j] /= sum;
        }

        return rates;
    }

    /// <summary>A Gamma variate of scale 1.</summary>
    public static double Gamma(double shape, ref RandomStream random)
    {
        if (shape < 1)
        {
            double power = Math.Pow(1 - random.NextDouble(), 1 / shape);
            return Gamma(shape + 1, ref random) * power;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal();
            double v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
