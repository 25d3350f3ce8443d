namespace Headwater.Laws;

/// <summary>Sets what each point counts in an objective, and its δ, as <see cref="FitOptions"/> say.</summary>
internal static class PointWeights
{
    // 95 % of the efficiency of least squares where noise is normal: Huber 1964, in standard deviations.
    private const double EfficientDelta = 1.345;

    public static void Set(HuberObjective objective, FitData data, FitOptions options)
    {
        if (options.UsesStandardErrors && data.LogErrors.Any(error => error > 0))
        {
            double[] known = [.. data.LogErrors.Where(error => error > 0).Select(error => error!.Value).Order()];
            for (int i = 0; i < data.Count; i++)
            {
                double error = data.LogErrors[i] is > 0 and double own ? own : known[known.Length / 2];
                objective.Weights[i] = 1 / (error * error);
                objective.Deltas[i] = EfficientDelta * error;
            }
        }

        if (options.ScaleWeight != 0)
        {
            double[] sizes = Sizes(data);
            double largest = sizes.Max();
            for (int i = 0; i < data.Count; i++)
            {
                objective.Weights[i] *= Math.Exp(options.ScaleWeight * (sizes[i] - largest));
            }
        }
    }

    /// <summary>ln Π scales at each point: for parameters and tokens the logarithm of compute, but for a constant.</summary>
    public static double[] Sizes(FitData data) => [.. data.Scales.Select(scales => scales.Sum(Math.Log))];
}
