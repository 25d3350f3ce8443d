namespace Headwater.Laws;

/// <summary>Sets what each point counts in an objective before anything is fitted, as <see cref="FitOptions"/> say.</summary>
internal static class PointWeights
{
    public static void Set(HuberObjective objective, FitData data, FitOptions options)
    {
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
