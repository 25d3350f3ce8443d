namespace Headwater.Laws;

/// <summary>
/// Ridge regression on the rates and their logarithms, value = a + Σ b_j r_j + Σ c_j ln(r_j + ε_j): a first percent of a corpus counts more than a later one. ε_j is
/// half of the corpus's smallest positive rate, so that a corpus that is left out has a finite logarithm.
/// </summary>
internal sealed class RidgeSurrogate : IMixtureSurrogate
{
    // Rates are written with three or four decimals; below this a rate is rounding.
    private const double SmallestRate = 1e-4;

    public string Name => "ridge";

    public string Form => "value = a + sum(b_X * rate_X + c_X * ln(rate_X + e_X))";

    public string Source => "Hoerl and Kennard 1970, doi:10.1080/00401706.1970.10488634";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds) => SurrogateFit.Of(design, values, folds, (runs, measured) =>
    {
        Features features = runs.Derive("rates and log rates", Features.Of);
        RidgeFit fit = features.Basis.Fit(measured);
        return rates => fit.At(features.At(rates));
    });

    private sealed record Features(double[] Offsets, RidgeBasis Basis)
    {
        public static Features Of(MixtureDesign design)
        {
            double[] offsets = [.. Enumerable.Range(0, design.Corpora.Length).Select(corpus =>
                Math.Max(SmallestRate, design.Rates.Select(row => row[corpus]).Where(rate => rate > SmallestRate).DefaultIfEmpty(SmallestRate).Min() / 2))];
            return new(offsets, RidgeBasis.Of([.. design.Rates.Select(row => At(row, offsets))]));
        }

        public double[] At(ReadOnlySpan<double> rates) => At(rates, Offsets);

        private static double[] At(ReadOnlySpan<double> rates, double[] offsets)
        {
            double[] features = new double[2 * rates.Length];
            for (int j = 0; j < rates.Length; j++)
            {
                features[j] = rates[j];
                features[rates.Length + j] = Math.Log(rates[j] + offsets[j]);
            }

            return features;
        }
    }
}
