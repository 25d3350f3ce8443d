namespace Headwater.Laws;

/// <summary>
/// A Gaussian process with given hyperparameters, conditioned on the runs of a design (Rasmussen and Williams 2006, algorithm 2.1; folds by their equation 5.12
/// for blocks: the error of a fold is (K⁻¹)_ff⁻¹ (K⁻¹y)_f). Its inputs are the square roots of the rates, in which distances between mixtures are Hellinger distances.
/// </summary>
internal sealed class GaussianProcess
{
    private const double SmallestNoise = 1e-6;

    private readonly double[][] _roots;
    private readonly double[] _weights;
    private readonly double[][] _scaled;
    private readonly double[] _factors;
    private readonly double[] _alpha;
    private readonly double[][] _inverse;
    private readonly double _mean;

    private GaussianProcess(double[][] roots, double[] weights, double noise, double mean, double[] centred, double[][] inverse)
    {
        _roots = roots;
        _weights = weights;
        _mean = mean;
        _inverse = inverse;
        _scaled = Scaled(roots, weights);
        _factors = [.. weights.Select(Math.Sqrt)];
        Noise = noise;
        _alpha = [.. inverse.Select(row => Dense.Dot(row, centred))];
        Variance = Math.Max(Dense.Dot(_alpha, centred) / centred.Length, 0);
    }

    /// <summary>Noise variance as a share of the signal variance.</summary>
    public double Noise { get; }

    /// <summary>The mean that the process returns to far from all runs, in the unit of the target.</summary>
    public double MeanValue => _mean;

    /// <summary>Signal variance, in the squared unit of the target.</summary>
    public double Variance { get; private init; }

    /// <summary>Square roots of rates, which the kernel compares.</summary>
    public static double[][] RootsOf(double[][] rates) => [.. rates.Select(row => row.Select(Math.Sqrt).ToArray())];

    /// <summary>The process with weights on squared differences and a share of noise.</summary>
    public static GaussianProcess Of(double[][] roots, double[] values, double[] weights, double noise) => Of(roots, values, weights, noise, InverseCovariance(roots, weights, noise));

    /// <summary>The same with the inverse covariance, which is the same for every target with these weights and noise.</summary>
    public static GaussianProcess Of(double[][] roots, double[] values, double[] weights, double noise, double[][] inverse)
    {
        // The mean is the generalised least-squares one.
        double[] sums = [.. inverse.Select(row => row.Sum())];
        double mean = Dense.Dot(sums, values) / sums.Sum();
        return new(roots, weights, noise, mean, [.. values.Select(value => value - mean)], inverse);
    }

    /// <summary>The inverse of the runs' covariance, in units of the signal variance.</summary>
    public static double[][] InverseCovariance(double[][] roots, double[] weights, double noise)
    {
        // Runs of one mixture without noise have a singular covariance: the noise is raised until it can be inverted.
        for (double share = Math.Max(noise, SmallestNoise); ; share *= 10)
        {
            double[][] covariance = Covariance(roots, weights, share);
            if (Dense.Factor(covariance))
            {
                return Dense.Inverse(covariance);
            }
        }
    }

    /// <summary>The covariance of the runs, in units of the signal variance, noise included.</summary>
    public static double[][] Covariance(double[][] roots, double[] weights, double noise)
    {
        int n = roots.Length;
        double[][] scaled = Scaled(roots, weights);
        double[][] covariance = Dense.Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                covariance[i][j] = covariance[j][i] = Kernel(Dense.SquaredDistance(scaled[i], scaled[j]));
            }

            covariance[i][i] = 1 + noise;
        }

        return covariance;
    }

    /// <summary>Inputs times the roots of the weights.</summary>
    public static double[][] Scaled(double[][] roots, double[] weights)
    {
        double[] factors = [.. weights.Select(Math.Sqrt)];
        return [.. roots.Select(row => row.Select((root, j) => root * factors[j]).ToArray())];
    }

    /// <summary>Matérn's covariance with ν = 5/2 at a squared distance.</summary>
    public static double Kernel(double square)
    {
        double s = Math.Sqrt(5 * square);
        return (1 + s + (s * s / 3)) * Math.Exp(-s);
    }

    /// <summary>The expected value at rates.</summary>
    public double Predict(ReadOnlySpan<double> rates) => _mean + Dense.Dot(Similarities(rates), _alpha);

    /// <summary>Variance of the response at rates without noise, as a share of the signal variance: near 0 at a run, 1 far from all runs.</summary>
    public double RelativeVariance(ReadOnlySpan<double> rates)
    {
        double[] similar = Similarities(rates);
        double sum = 0;
        for (int i = 0; i < similar.Length; i++)
        {
            sum += similar[i] * Dense.Dot(_inverse[i], similar);
        }

        return Math.Clamp(1 - sum, 0, 1);
    }

    /// <summary>Variance of the difference of the responses at two mixtures, in the squared unit of the target.</summary>
    public double DifferenceVariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] one = Similarities(first);
        double[] other = Similarities(second);
        double square = 0;
        for (int j = 0; j < first.Length; j++)
        {
            double difference = Math.Sqrt(Math.Max(first[j], 0)) - Math.Sqrt(Math.Max(second[j], 0));
            square += _weights[j] * difference * difference;
        }

        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            one[i] -= other[i];
        }

        for (int i = 0; i < one.Length; i++)
        {
            sum += one[i] * Dense.Dot(_inverse[i], one);
        }

        return Variance * Math.Max((2 * (1 - Kernel(square))) - sum, 0);
    }

    /// <summary>The standard deviation of each run's value given all others, noise included, in the unit of the target.</summary>
    public double[] LeaveOneOutDeviations() => [.. _inverse.Select((row, run) => Math.Sqrt(Variance / row[run]))];

    /// <summary>The process after further runs whose values are as expected: the means stay, the variances shrink.</summary>
    public GaussianProcess After(double[] values, double[][] rates)
    {
        double[][] all = [.. _roots, .. RootsOf(rates)];
        double[] known = [.. values, .. rates.Select(row => Predict(row))];
        return new(all, _weights, Noise, _mean, [.. known.Select(value => value - _mean)], InverseCovariance(all, _weights, Noise)) { Variance = Variance };
    }

    /// <summary>The values predicted for each fold from the others, with the hyperparameters of all runs.</summary>
    public double[] OutOfFold(double[] values, MixtureFolds folds)
    {
        double[] predicted = new double[values.Length];
        foreach (int[] fold in folds.HeldOut)
        {
            double[][] block = [.. fold.Select(row => fold.Select(column => _inverse[row][column]).ToArray())];
            double[] error = [.. fold.Select(run => _alpha[run])];
            if (Dense.Factor(block))
            {
                Dense.SolveLower(block, error);
                Dense.SolveUpper(block, error);
            }

            for (int index = 0; index < fold.Length; index++)
            {
                predicted[fold[index]] = values[fold[index]] - error[index];
            }
        }

        return predicted;
    }

    private double[] Similarities(ReadOnlySpan<double> rates)
    {
        Span<double> point = stackalloc double[rates.Length];
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = _factors[j] * Math.Sqrt(Math.Max(rates[j], 0));
        }

        double[] similar = new double[_scaled.Length];
        for (int i = 0; i < similar.Length; i++)
        {
            similar[i] = Kernel(Dense.SquaredDistance(_scaled[i], point));
        }

        return similar;
    }
}
