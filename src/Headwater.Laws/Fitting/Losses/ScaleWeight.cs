namespace Headwater.Laws;

/// <summary>
/// Finds how much more large scales should count for a forecast, from the points alone: the largest are held out, the law is fitted to the others with
/// each weight, and the weight that forecasts best is taken (rolling origin with one cut). Without enough points to hold any out it is 0.
/// </summary>
internal static class ScaleWeight
{
    /// <summary>The weights that are tried. With 1 a point at a tenth of the largest scale counts a tenth.</summary>
    public static readonly double[] Tried = [0, 0.25, 0.5, 1];

    // Points beyond a third of the largest Π scales are forecast from those below.
    private const double HeldOutRatio = 3;

    /// <summary>The best of <see cref="Tried"/>, the smaller one of two that forecast alike.</summary>
    public static double Choose(LawFitter fitter, FitData data, FitOptions? options = null)
    {
        double[] sizes = PointWeights.Sizes(data);
        double cut = sizes.Max() - Math.Log(HeldOutRatio);
        int[] early = [.. Enumerable.Range(0, data.Count).Where(i => sizes[i] <= cut)];
        FitData late = data.Pick([.. Enumerable.Range(0, data.Count).Except(early)]);
        return early.Length <= fitter.Coordinates.Count
            ? 0
            : Tried.MinBy(weight => Error(fitter, data.Pick(early), late, (options ?? new()) with { ScaleWeight = weight }));
    }

    // The mean of |ln(forecast / actual)|; infinite where there is no forecast.
    private static double Error(LawFitter fitter, FitData early, FitData late, FitOptions options)
    {
        double[] coefficients = fitter.CoefficientsOf(fitter.Fit(early, options));
        double error = Enumerable.Range(0, late.Count).Average(i => Math.Abs(Math.Log(fitter.Law.Evaluate(coefficients, late.Scales[i])) - late.LogValues[i]));
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
