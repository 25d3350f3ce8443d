namespace Headwater.Laws;

/// <summary>
/// Slopes pulled towards the mean of all models, each by the part of its spread that is noise (empirical Bayes; Morris 1983,
/// doi:10.1080/01621459.1983.10477920): the model that looks best is more often lucky than the others.
/// </summary>
internal static class SlopeShrinkage
{
    /// <summary>Fewer models than this say nothing about each other.</summary>
    public const int FewestModels = 3;

    private const int Rounds = 3;
    private const double Tiny = 1e-12;
    private const double SmallestKept = 1e-3;

    // Far ahead slopes spread out as models leave their flat phase one after another: from e³ = 20 times the largest size on, the common part of
    // the shrinkage is given back step by step, and from e⁷ = 1100 times on all of it.
    private const double GivenBackFrom = 3;
    private const double GivenBackOver = 4;

    /// <summary>The slopes, shrunk.</summary>
    /// <param name="slopes">As measured.</param>
    /// <param name="variances">The variance of each from noise.</param>
    /// <param name="distance">How far ahead the forecast is, in ln size.</param>
    public static double[] Apply(double[] slopes, double[] variances, double distance)
    {
        if (slopes.Length < FewestModels)
        {
            return slopes;
        }

        double mean = slopes.Average();
        double spread = SpreadAround(mean, slopes, variances);
        for (int round = 0; round < Rounds; round++)
        {
            double[] weights = [.. variances.Select(variance => 1 / (spread + variance + Tiny))];
            mean = slopes.Zip(weights, (slope, weight) => slope * weight).Sum() / weights.Sum();
            spread = SpreadAround(mean, slopes, variances);
        }

        double[] kept = [.. variances.Select(variance => spread / (spread + variance + Tiny))];
        double givenBack = Math.Pow(Math.Max(SmallestKept, kept.Average()), Math.Clamp((distance - GivenBackFrom) / GivenBackOver, 0, 1));
        return [.. slopes.Zip(kept, (slope, share) => mean + (share / givenBack * (slope - mean)))];
    }

    private static double SpreadAround(double mean, double[] slopes, double[] variances) =>
        Math.Max(0, slopes.Average(slope => (slope - mean) * (slope - mean)) - variances.Average());
}
