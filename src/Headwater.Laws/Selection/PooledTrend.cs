namespace Headwater.Laws;

/// <summary>
/// The tool's own forecast for models that compete on a task. Each model's trend in logs is followed point by point; how smooth trends are and how
/// a surprise turns them is learned from all models (<see cref="TrendSettings"/>), slopes lose the part of their spread that is noise
/// (<see cref="SlopeShrinkage"/>) and grow where the loss is still high (<see cref="LevelGrowth"/>). Nothing is tuned to a table.
/// </summary>
internal static class PooledTrend
{
    // A slope may change by a tenth of itself for each unit of ln size ahead: about one standard deviation on published finetuning curves.
    private const double SlopeDrift = 0.1;

    // The share of a model's own surprises in its noise; the rest is that of all models.
    private const double OwnNoise = 0.9;

    // Surprises beyond four standard deviations are events, not noise.
    private const double MostSurprise = 4;

    // Where no model has a third point nothing tells the noise; one percent is common for a loss.
    private const double DefaultNoise = 0.01;

    /// <summary>Forecasts on the task's scale, each with a standard deviation. Every model needs two sizes or more.</summary>
    public static SelectionForecast[] Of(CandidateModel[] models, double logFullSize)
    {
        double[] factors = LevelGrowth.FactorsOf(models, logFullSize);
        double ahead = logFullSize - models.Max(model => model.LastLogSize);
        double[] means = new double[models.Length];
        double[] squares = new double[models.Length];
        foreach ((TrendSettings setting, double weight) in TrendSettings.All(models))
        {
            double[] noise = NoiseOf(setting);
            double[] slopes = SlopeShrinkage.Apply(
                [.. setting.Trends.Select(trend => trend.Slope)],
                [.. setting.Trends.Zip(noise, (trend, variance) => trend.SlopeVariance * variance)],
                ahead);
            for (int i = 0; i < models.Length; i++)
            {
                double distance = Math.Max(0, logFullSize - models[i].LastLogSize);
                double forecast = setting.Trends[i].Level + (slopes[i] * distance * factors[i]);
                means[i] += weight * forecast;
                squares[i] += weight * ((noise[i] * setting.Trends[i].VarianceAfter(distance, setting.Q)) + (forecast * forecast));
            }
        }

        return [.. models.Select((model, i) =>
        {
            double drift = SlopeDrift * Math.Max(0, logFullSize - model.LastLogSize) * (model.LogLosses[^1] - means[i]);
            return new SelectionForecast(means[i], Math.Sqrt(Math.Max(0, squares[i] - (means[i] * means[i])) + (drift * drift)));
        })];
    }

    // The variance of measurements of each model, in the unit of the values.
    private static double[] NoiseOf(TrendSettings setting)
    {
        double most = MostSurprise * setting.NoiseScale;
        double?[] own = [.. setting.Trends.Select(trend => trend.Surprises.Length == 0 ? (double?)null : trend.Surprises.Average(surprise => Square(Math.Min(Math.Abs(surprise), most))))];
        double common = own.Average() ?? DefaultNoise * DefaultNoise;
        return [.. own.Select(variance => variance is { } known ? (OwnNoise * known) + ((1 - OwnNoise) * common) : common)];
    }

    private static double Square(double value) => value * value;
}
