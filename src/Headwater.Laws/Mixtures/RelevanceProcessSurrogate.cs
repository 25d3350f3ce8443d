using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>
/// A Gaussian process on the square roots of the rates with a length for each corpus (automatic relevance determination; Rasmussen and Williams 2006, section 5.1). Weights and
/// noise maximise the marginal likelihood times a log-normal prior that holds the weights together, so that few runs do not switch corpora off. With many runs, the weights are
/// found from a part of them.
/// </summary>
internal sealed class RelevanceProcessSurrogate(int mostRuns = RelevanceProcessSurrogate.DefaultMostRuns) : IMixtureSurrogate
{
    private const int DefaultMostRuns = 256;
    private const int Steps = 40;

    // Standard deviation of ln(weight) among corpora: weights within a factor of 50 of each other cost little.
    private const double PriorDeviation = 2;
    private const double LeastLogNoise = -13;

    // Targets that may each look at DefaultMostRuns runs; the work grows with the cube of the runs.
    private const double TargetsAtFull = 16;
    private const int FewestOfPart = 96;

    /// <summary>The surrogate for a number of targets.</summary>
    public static RelevanceProcessSurrogate For(int targets) =>
        new(Math.Clamp((int)(DefaultMostRuns * Math.Cbrt(TargetsAtFull / targets)), FewestOfPart, DefaultMostRuns));

    public string Name => "gaussian-process-ard";

    public string Form => "Gaussian process on sqrt(rate_X), Matérn 5/2, a length for each corpus";

    public string Source => "Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, section 5.1";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds)
    {
        GaussianProcess process = FitProcess(design, values);
        return new(process.Predict, process.OutOfFold(values, folds)) { Process = process };
    }

    internal GaussianProcess FitProcess(MixtureDesign design, double[] values)
    {
        double[][] roots = GaussianProcessSurrogate.RootsOf(design);
        (double weight, double noise) = GaussianProcessSurrogate.Choose(design, values);
        int k = design.Corpora.Length;
        int[] part = design.Count <= mostRuns ? [.. Enumerable.Range(0, design.Count)] : [.. Enumerable.Range(0, mostRuns).Select(index => (int)((long)index * design.Count / mostRuns))];
        double[][] inputs = [.. part.Select(run => roots[run])];
        double mean = part.Average(run => values[run]);
        double[] centred = [.. part.Select(run => values[run] - mean)];
        if (!(Dense.Dot(centred, centred) > 0))
        {
            return GaussianProcess.Of(roots, values, [.. Enumerable.Repeat(weight, k)], noise);
        }

        double[] at = [.. Enumerable.Repeat(Math.Log(weight), k), Math.Log(noise)];
        LimitedMemoryBfgs.Minimise((point, gradient) => Objective(inputs, centred, point, gradient), at, Steps, 1e-5);
        return GaussianProcess.Of(roots, values, [.. at[..k].Select(Math.Exp)], Math.Exp(Math.Clamp(at[k], LeastLogNoise, 20)));
    }

    // −ln(marginal likelihood) − ln(prior), signal variance profiled out, and its gradient in ln(weights) and ln(noise).
    private static double Objective(double[][] inputs, double[] centred, double[] at, double[] gradient)
    {
        int n = inputs.Length;
        int k = inputs[0].Length;
        double[] weights = [.. at[..k].Select(log => Math.Exp(Math.Clamp(log, -30, 20)))];
        double noise = Math.Exp(Math.Clamp(at[k], LeastLogNoise, 20));
        double[][] scaled = GaussianProcess.Scaled(inputs, weights);
        double[][] slopes = Dense.Zeros(n, n);
        double[][] covariance = Dense.Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double s = Math.Sqrt(5 * Dense.SquaredDistance(scaled[i], scaled[j]));
                double decay = Math.Exp(-s);
                covariance[i][j] = (1 + s + (s * s / 3)) * decay;
                slopes[i][j] = -5.0 / 6 * (1 + s) * decay;
            }

            covariance[i][i] = 1 + noise;
        }

        Array.Clear(gradient);
        if (!Dense.Factor(covariance))
        {
            return double.PositiveInfinity;
        }

        double logarithm = 2 * covariance.Select((row, i) => Math.Log(row[i])).Sum();
        double[][] inverse = Dense.Inverse(covariance);
        double[] alpha = [.. inverse.Select(row => Dense.Dot(row, centred))];
        double variance = Dense.Dot(alpha, centred) / n;

        // d(−ln likelihood)/dθ = ½ tr((K⁻¹ − ααᵀ/v) dK/dθ), dK/d ln w_j = slope · w_j Δ_j².
        double[] sums = new double[k];
        for (int i = 0; i < n; i++)
        {
            double[] row = scaled[i];
            for (int j = 0; j < i; j++)
            {
                AddSquares(sums, (inverse[i][j] - (alpha[i] * alpha[j] / variance)) * slopes[i][j], row, scaled[j]);
            }

            gradient[k] += 0.5 * noise * (inverse[i][i] - (alpha[i] * alpha[i] / variance));
        }

        double centre = at[..k].Average();
        double prior = 0;
        for (int j = 0; j < k; j++)
        {
            double off = (at[j] - centre) / PriorDeviation;
            prior += 0.5 * off * off;
            gradient[j] = sums[j] + (off / PriorDeviation);
        }

        return (0.5 * n * Math.Log(variance)) + (0.5 * logarithm) + prior;
    }

    private static void AddSquares(double[] sums, double factor, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(sums.AsSpan());
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(left);
        ReadOnlySpan<Vector<double>> b = MemoryMarshal.Cast<double, Vector<double>>(right);
        Vector<double> by = new(factor);
        for (int index = 0; index < to.Length; index++)
        {
            Vector<double> difference = a[index] - b[index];
            to[index] += by * difference * difference;
        }

        for (int rest = to.Length * Vector<double>.Count; rest < sums.Length; rest++)
        {
            sums[rest] += factor * (left[rest] - right[rest]) * (left[rest] - right[rest]);
        }
    }
}
