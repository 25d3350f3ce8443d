using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Fits the surrogates of a target and averages them with weights from cross-validated errors: proportional to (mean squared error)^−<see cref="Sharpness"/>, which is soft enough that a surrogate
/// that is nearly as good stays in, and errors of different kinds cancel. The power was chosen on simulated tables (docs/decisions/mixtures.md).
/// </summary>
internal sealed class MixtureFitter(string surrogate, double level, ulong seed, int targets = 1)
{
    /// <summary>The power of the mean squared error in a weight.</summary>
    internal const double Sharpness = 2;

    /// <summary>Folds of the cross-validation.</summary>
    internal const int Folds = 5;

    private readonly ImmutableArray<IMixtureSurrogate> _surrogates = MixtureSurrogates.Find(surrogate, targets);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<(MixtureDesign Design, MixtureFolds Folds)>> _designs = new(StringComparer.Ordinal);

    /// <summary>The fit of one target. Targets measured on the same runs share what depends on the rates alone.</summary>
    public MixtureFit Fit(MixtureDesign design, MixtureTarget target)
    {
        int[] measured = target.Measured;
        (MixtureDesign runs, MixtureFolds folds) = _designs.GetOrAdd(string.Join(' ', measured), _ => new(() =>
        {
            MixtureDesign own = measured.Length == design.Count ? design : design.Of(measured);
            return (own, MixtureFolds.Of(own, Folds, seed));
        })).Value;
        double[] values = [.. measured.Select(run => target.Values[run]!.Value)];
        SurrogateFit[] parts = [.. _surrogates.Select(part => part.Fit(runs, values, folds))];
        double[] errors = [.. parts.Select(part => SquaredError(part.OutOfFold, values, Enumerable.Range(0, values.Length)))];
        double[] weights = WeightsOf(errors);
        double[] outOfFold = OutOfFold(parts, values, folds);
        GaussianProcess spread = parts.Where(part => part.Process is not null).MinBy(part => SquaredError(part.OutOfFold, values, Enumerable.Range(0, values.Length)))?.Process
            ?? GaussianProcessSurrogate.FitProcess(runs, values);
        double[] scales = spread.LeaveOneOutDeviations();
        double[] ratios = [.. Enumerable.Range(0, values.Length).Select(run =>
        {
            double disagreement = parts.Select((part, index) => weights[index] * (part.OutOfFold[run] - outOfFold[run]) * (part.OutOfFold[run] - outOfFold[run])).Sum();
            return Math.Abs(outOfFold[run] - values[run]) / Math.Sqrt((scales[run] * scales[run]) + disagreement + double.Epsilon);
        })];
        ImmutableSortedDictionary<string, double> named = _surrogates.Zip(weights).ToImmutableSortedDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        return new(target, surrogate, named, parts, weights, spread, outOfFold, Ratio(ratios));
    }

    // The quantile of split conformal prediction: of n errors the ⌈(n + 1) level⌉th smallest (Lei et al. 2018, doi:10.1080/01621459.2017.1307116).
    private double Ratio(double[] ratios)
    {
        double[] sorted = [.. ratios.Order()];
        int rank = (int)Math.Ceiling((sorted.Length + 1) * level);
        return rank <= sorted.Length ? sorted[rank - 1] : sorted[^1] * rank / sorted.Length;
    }

    // The average for each fold has weights from the other folds alone.
    private static double[] OutOfFold(SurrogateFit[] parts, double[] values, MixtureFolds folds)
    {
        double[] average = new double[values.Length];
        for (int fold = 0; fold < folds.HeldOut.Length; fold++)
        {
            double[] weights = WeightsOf([.. parts.Select(part => SquaredError(part.OutOfFold, values, folds.Kept[fold]))]);
            foreach (int run in folds.HeldOut[fold])
            {
                average[run] = parts.Select((part, index) => weights[index] * part.OutOfFold[run]).Sum();
            }
        }

        return average;
    }

    private static double SquaredError(double[] predicted, double[] values, IEnumerable<int> runs) => runs.Average(run => (predicted[run] - values[run]) * (predicted[run] - values[run]));

    internal static double[] WeightsOf(double[] errors)
    {
        double least = Math.Max(errors.Min(), double.Epsilon * 1e20);
        double[] weights = [.. errors.Select(error => double.IsFinite(error) ? Math.Pow(least / Math.Max(error, least), Sharpness) : 0)];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
