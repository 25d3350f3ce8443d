namespace Headwater.Laws.Tests;

public class ManyCorporaTests
{
    // With a grid over the rates, 24 corpora would take 2^24 starts.
    [Theory]
    [InlineData(12, 40)]
    [InlineData(24, 64)]
    [InlineData(64, 160)]
    public void Fit_DataMixing_ReturnsTheRates(int corpora, int runs)
    {
        RandomStream random = new((ulong)corpora);
        double[] truth = new double[corpora];
        for (int corpus = 0; corpus < corpora; corpus++)
        {
            truth[corpus] = 0.3 + (0.5 * random.NextNormal());
        }

        double[][] scales = new double[runs][];
        double[] values = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            double[] shares = new double[corpora];
            for (int corpus = 0; corpus < corpora; corpus++)
            {
                double normal = random.NextNormal();
                shares[corpus] = normal * normal;
            }

            double sum = shares.Sum();
            scales[run] = [.. shares.Select(share => share / sum)];
            values[run] = 1.2 + Math.Exp(scales[run].Zip(truth, (rate, t) => rate * t).Sum());
        }

        LawFamily law = LawCatalogue.Find("data-mixing").ForCorpora(Enumerable.Range(0, corpora).Select(corpus => $"c{corpus:00}"));
        int[] order = [.. law.Symbols.Select(symbol => int.Parse(symbol[^2..], System.Globalization.CultureInfo.InvariantCulture))];
        LawFitter fitter = new(law);
        Estimate estimate = fitter.Fit(new([.. scales.Select(rates => order.Select(corpus => rates[corpus]).ToArray())], values, new double?[runs]));

        Assert.True(Math.Sqrt(estimate.Residuals.Average(residual => residual * residual)) < 1e-6);
        Assert.Equal(1.2, fitter.CoefficientsOf(estimate)[law.CoefficientNames.ToList().IndexOf("c")], 3);
    }
}
