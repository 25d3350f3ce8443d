namespace Headwater.Laws;

/// <summary>
/// A local linear trend along one curve (Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, chapter 2): between points
/// u = ln size the level moves by slope · Δu, the slope by a random walk of variance q·Δu, and a measurement is the level plus noise. All
/// variances are in units of the measurement noise. The first two points give the first state.
/// </summary>
internal static class TrendFilter
{
    /// <param name="logSizes">Where the curve was measured, in increasing order; two places or more.</param>
    /// <param name="values">The measurements.</param>
    /// <param name="q">How much the slope wanders.</param>
    /// <param name="reach">
    /// The largest surprise that may turn the slope, over the square root of its variance; the level follows every surprise in full.
    /// </param>
    public static TrendState Run(double[] logSizes, double[] values, double q, double reach = double.PositiveInfinity)
    {
        double step = logSizes[1] - logSizes[0];
        double level = values[1];
        double slope = (values[1] - values[0]) / step;
        double levelVariance = 1;
        double covariance = 1 / step;
        double slopeVariance = (2 / (step * step)) + (q * step / 3);
        double[] surprises = new double[values.Length - 2];
        double[] variances = new double[values.Length - 2];
        for (int j = 2; j < values.Length; j++)
        {
            step = logSizes[j] - logSizes[j - 1];
            level += slope * step;
            levelVariance += (2 * step * covariance) + (step * step * slopeVariance) + (q * step * step * step / 3);
            covariance += (step * slopeVariance) + (q * step * step / 2);
            slopeVariance += q * step;

            double surprise = values[j] - level;
            double variance = levelVariance + 1;
            double size = Math.Sqrt(variance);
            double turning = Math.Clamp(surprise, -reach * size, reach * size);
            (surprises[j - 2], variances[j - 2]) = (surprise / size, variance);
            level += levelVariance / variance * surprise;
            slope += covariance / variance * turning;
            slopeVariance -= covariance * covariance / variance;
            covariance -= levelVariance * covariance / variance;
            levelVariance -= levelVariance * levelVariance / variance;
        }

        return new(level, slope, levelVariance, covariance, slopeVariance, surprises, variances);
    }
}

/// <summary>Where a trend stands at the last point, and how it was surprised on the way there.</summary>
/// <param name="Level">The level.</param>
/// <param name="Slope">The slope per unit of ln size.</param>
/// <param name="LevelVariance">Variance of the level; this and the next two in units of the measurement noise.</param>
/// <param name="Covariance">Covariance of level and slope.</param>
/// <param name="SlopeVariance">Variance of the slope.</param>
/// <param name="Surprises">Measurement less forecast at the third and later points, over the square root of its variance.</param>
/// <param name="Variances">The variances of those forecasts.</param>
internal sealed record TrendState(double Level, double Slope, double LevelVariance, double Covariance, double SlopeVariance, double[] Surprises, double[] Variances)
{
    /// <summary>Variance of the level after a further <paramref name="distance"/> in ln size, in units of the measurement noise.</summary>
    public double VarianceAfter(double distance, double q) =>
        LevelVariance + (2 * distance * Covariance) + (distance * distance * SlopeVariance) + (q * distance * distance * distance / 3);
}
