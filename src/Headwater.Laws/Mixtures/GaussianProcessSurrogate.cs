namespace Headwater.Laws;

/// <summary>
/// A Gaussian process on the square roots of the rates with one length for all corpora. Length and noise have the largest marginal likelihood on a grid; the
/// decompositions of the covariances are shared by all targets of a design.
/// </summary>
internal sealed class GaussianProcessSurrogate : IMixtureSurrogate
{
    // Lengths in multiples of the median distance between runs, and noise as a share of the signal variance.
    private static readonly double[] Lengths = [0.35, 0.7, 1.4, 2.8, 5.6];
    private static readonly double[] Noises = [1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3];

    public string Name => "gaussian-process";

    public string Form => "Gaussian process on sqrt(rate_X), Matérn 5/2, one length";

    public string Source => "Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, algorithm 2.1";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds)
    {
        GaussianProcess process = FitProcess(design, values);
        return new(process.Predict, process.OutOfFold(values, folds)) { Process = process };
    }

    /// <summary>The process of one target.</summary>
    internal static GaussianProcess FitProcess(MixtureDesign design, double[] values)
    {
        (double weight, double noise) = Choose(design, values);
        double[][] roots = RootsOf(design);
        double[] weights = [.. design.Corpora.Select(_ => weight)];
        return design.Derive(FormattableString.Invariant($"process {weight:R} {noise:R}"), _ => new Conditioned(roots, weights, noise)).On(values);
    }

    internal static double[][] RootsOf(MixtureDesign design) => design.Derive("roots", runs => GaussianProcess.RootsOf(runs.Rates));

    /// <summary>The weight on squared distances and the share of noise that have the largest marginal likelihood.</summary>
    internal static (double Weight, double Noise) Choose(MixtureDesign design, double[] values)
    {
        Spectrum[] spectra = design.Derive("spectra", SpectraOf);
        double mean = values.Average();
        double[] centred = [.. values.Select(value => value - mean)];
        (double Weight, double Noise) chosen = (spectra[0].Weight, Noises[^1]);
        double best = double.NegativeInfinity;
        foreach (Spectrum spectrum in spectra)
        {
            double[] projected = [.. spectrum.Eigen.Vectors.Select(vector => Dense.Dot(vector, centred))];
            foreach (double noise in Noises)
            {
                double squares = 0;
                double logarithm = 0;
                for (int m = 0; m < projected.Length; m++)
                {
                    double value = Math.Max(spectrum.Eigen.Values[m], 0) + noise;
                    squares += projected[m] * projected[m] / value;
                    logarithm += Math.Log(value);
                }

                double likelihood = (-0.5 * projected.Length * Math.Log(Math.Max(squares, double.Epsilon))) - (0.5 * logarithm);
                if (likelihood > best)
                {
                    best = likelihood;
                    chosen = (spectrum.Weight, noise);
                }
            }
        }

        return chosen;
    }

    /// <summary>The median squared distance between the runs of a design.</summary>
    internal static double MedianSquare(double[][] roots)
    {
        List<double> squares = [];
        for (int i = 0; i < roots.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                squares.Add(Dense.SquaredDistance(roots[i], roots[j]));
            }
        }

        squares.Sort();
        return squares.Count > 0 && squares[squares.Count / 2] > 0 ? squares[squares.Count / 2] : 1;
    }

    private static Spectrum[] SpectraOf(MixtureDesign design)
    {
        double[][] roots = RootsOf(design);
        double median = MedianSquare(roots);
        Spectrum[] spectra = new Spectrum[Lengths.Length];
        Parallel.For(0, spectra.Length, index =>
        {
            double weight = 1 / (median * Lengths[index] * Lengths[index]);
            spectra[index] = new(weight, SymmetricEigen.Of(GaussianProcess.Covariance(roots, [.. design.Corpora.Select(_ => weight)], 0)));
        });
        return spectra;
    }

    private sealed record Spectrum(double Weight, SymmetricEigen Eigen);

    // The inverse covariance at one length and noise, for any number of targets.
    private sealed class Conditioned(double[][] roots, double[] weights, double noise)
    {
        private readonly double[][] _inverse = GaussianProcess.InverseCovariance(roots, weights, noise);

        public GaussianProcess On(double[] values) => GaussianProcess.Of(roots, values, weights, noise, _inverse);
    }
}
