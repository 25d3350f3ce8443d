namespace Headwater.Laws;

/// <summary>
/// How much faster than its present slope a model will fall. Slopes in logs grow while a model leaves the flat phase (Lin et al. 2024,
/// arXiv:2402.02314), and more so where the loss is still high. The growth of the slopes d of all models is regressed on their mean slopes m and
/// levels y, d = g·m + h·m·(y − ȳ), with a prior on h; the mean growth g is seldom kept up and is not continued.
/// </summary>
internal static class LevelGrowth
{
    // Growth of a slope, per unit of ln size, for a level e times higher: what curves of other tasks show. It counts as much as the table's own points.
    private const double Prior = 0.3;

    // Points count e⁻¹ this far below the largest size.
    private const double Age = 1.5;

    // Growth fades by e⁻¹ over 1/0.3 = 3.3 units of ln size.
    private const double Fading = 0.3;

    // Models below this quantile of the levels continue as they are.
    private const double BaseQuantile = 0.25;
    private const double MostChange = 3;
    private const double HuberWidth = 1.5;
    private const int Rounds = 10;
    private const double Tiny = 1e-9;

    /// <summary>For each model, what to multiply its slope by for the mean over the way to the full size.</summary>
    public static double[] FactorsOf(CandidateModel[] models, double logFullSize)
    {
        if (models.Length < SlopeShrinkage.FewestModels)
        {
            return [.. models.Select(_ => 1.0)];
        }

        (double Slope, double Growth)[] paths = [.. models.Select(PathOf)];
        double top = models.Max(model => model.LastLogSize);
        double[] levels = [.. models.Zip(paths, (model, path) => model.LogLosses[^1] - (path.Slope * (top - model.LastLogSize)))];
        double growth = Math.Max(0, Regress(paths, levels));

        // The lower end of the middle half is the lower quartile.
        double fromLevel = Quantiles.Middle(levels, 1 - (2 * BaseQuantile)).Low;
        return
        [
            .. models.Select((model, i) => 1 + (growth * (levels[i] - fromLevel) * MeanOfFading(logFullSize - model.LastLogSize)))
                .Select(factor => Math.Clamp(factor, 1 / MostChange, MostChange)),
        ];
    }

    // Slope (positive where the loss falls) and its growth: a weighted line through the slopes between neighbouring points.
    private static (double Slope, double Growth) PathOf(CandidateModel model)
    {
        int count = model.LogSizes.Length - 1;
        double[] slopes = [.. Enumerable.Range(0, count).Select(i => (model.LogLosses[i] - model.LogLosses[i + 1]) / (model.LogSizes[i + 1] - model.LogSizes[i]))];
        double[] places = [.. Enumerable.Range(0, count).Select(i => (model.LogSizes[i + 1] + model.LogSizes[i]) / 2)];
        double[] weights = [.. places.Select(place => Math.Exp((place - places[^1]) / Age))];
        double total = weights.Sum();
        double centre = Dot(weights, places) / total;
        double[] offsets = [.. places.Select(place => place - centre)];
        double spread = weights.Zip(offsets, (weight, offset) => weight * offset * offset).Sum();
        double along = Enumerable.Range(0, count).Sum(i => weights[i] * offsets[i] * slopes[i]);
        return (Dot(weights, slopes) / total, spread > 0 ? along / spread : 0);
    }

    // h by Huber's weights, with a prior at 0.3 that counts as much as the data.
    private static double Regress((double Slope, double Growth)[] paths, double[] levels)
    {
        double mean = levels.Average();
        double[] slopes = [.. paths.Select(path => path.Slope)];
        double[] tilted = [.. paths.Select((path, i) => path.Slope * (levels[i] - mean))];
        double[] rest = [.. paths.Select((path, i) => path.Growth - (Prior * tilted[i]))];
        double[] weights = [.. paths.Select(_ => 1.0)];
        double g = 0;
        double h = 0;
        for (int round = 0; round < Rounds; round++)
        {
            double ss = Dot(weights, slopes, slopes);
            double st = Dot(weights, slopes, tilted);
            double tt = 2 * Dot(weights, tilted, tilted);
            double sr = Dot(weights, slopes, rest);
            double tr = Dot(weights, tilted, rest);
            double determinant = (ss * tt) - (st * st);
            if (!(determinant > 0))
            {
                return Prior;           // all slopes or all levels are equal
            }

            (g, h) = (((tt * sr) - (st * tr)) / determinant, ((ss * tr) - (st * sr)) / determinant);
            double[] residuals = [.. Enumerable.Range(0, rest.Length).Select(i => Math.Abs(rest[i] - (g * slopes[i]) - (h * tilted[i])))];
            double width = HuberWidth * ((NormalQuantile.DeviationOverMedian * Quantiles.Middle(residuals, 0).Low) + Tiny);
            weights = [.. residuals.Select(residual => residual <= width ? 1 : width / residual)];
        }

        return Prior + h;
    }

    // The mean over 0 … H of ∫₀ᵗ e^(−0.3·v) dv; H/2 for a short way.
    private static double MeanOfFading(double distance) =>
        distance <= Tiny ? 0 : (distance - ((1 - Math.Exp(-Fading * distance)) / Fading)) / (Fading * distance);

    private static double Dot(double[] weights, double[] values) => weights.Zip(values, (weight, value) => weight * value).Sum();

    private static double Dot(double[] weights, double[] left, double[] right) => Enumerable.Range(0, weights.Length).Sum(i => weights[i] * left[i] * right[i]);
}
