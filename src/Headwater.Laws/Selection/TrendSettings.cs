namespace Headwater.Laws;

/// <summary>
/// Trends of all models of a task under one setting: how much slopes wander (q), and how large a surprise may turn them. Each setting has a weight:
/// its likelihood at every third and later point of every model, under a Student distribution with 3 degrees of freedom, times its prior.
/// </summary>
internal sealed record TrendSettings(double Q, TrendState[] Trends, double LogWeight, double NoiseScale)
{
    // From slopes that hardly change to slopes that the last two points decide. The prior is what finetuning curves show; it holds where points are few.
    private const double SmallestQ = 0.1;
    private const double LargestQ = 300;
    private const int Steps = 9;
    private const double TypicalQ = 20;
    private const double LogSpread = 0.2;

    // Points a factor e³ below the largest size count e⁻¹: curves change their character as they leave the flat phase.
    private const double Age = 3;

    private const double SmallestScale = 1e-9;

    // In robust standard deviations: a surprise within reach turns the slope in full.
    private static readonly double[] Reaches = [2, 4, double.PositiveInfinity];

    // The likelihood takes the best of these multiples of the robust scale.
    private static readonly double[] ScaleMultiples = [0.5, 0.7, 1, 1.4];

    /// <summary>All settings with their weights, which sum to 1.</summary>
    public static (TrendSettings Setting, double Weight)[] All(CandidateModel[] models)
    {
        double top = models.Max(model => model.LastLogSize);
        double[] ages = [.. models.SelectMany(model => model.LogSizes.Skip(2)).Select(size => Math.Exp((size - top) / Age))];
        IEnumerable<double> wanderings = Enumerable.Range(0, Steps).Select(step => SmallestQ * Math.Pow(LargestQ / SmallestQ, step / (Steps - 1.0)));
        TrendSettings[] settings = [.. wanderings.SelectMany(q => With(q, models, ages))];
        double largest = settings.Max(setting => setting.LogWeight);
        double total = settings.Sum(setting => Math.Exp(setting.LogWeight - largest));
        return [.. settings.Select(setting => (setting, Math.Exp(setting.LogWeight - largest) / total))];
    }

    private static IEnumerable<TrendSettings> With(double q, CandidateModel[] models, double[] ages)
    {
        double prior = -0.5 * Square(Math.Log(q / TypicalQ) / LogSpread);
        TrendState[] free = [.. models.Select(model => TrendFilter.Run(model.LogSizes, model.LogLosses, q))];
        double scale = ScaleOf(free);
        foreach (double reach in Reaches)
        {
            TrendState[] trends = double.IsInfinity(reach) ? free : [.. models.Select(model => TrendFilter.Run(model.LogSizes, model.LogLosses, q, reach * scale))];
            yield return new(q, trends, prior + LogLikelihood(trends, ages), scale);
        }
    }

    private static double ScaleOf(TrendState[] trends)
    {
        double[] sizes = [.. trends.SelectMany(trend => trend.Surprises).Select(Math.Abs)];
        return sizes.Length == 0 ? 0 : (NormalQuantile.DeviationOverMedian * Quantiles.Middle(sizes, 0).Low) + SmallestScale;
    }

    // Σ age · ln t₃(z / s) / (s·√v), without its constant.
    private static double LogLikelihood(TrendState[] trends, double[] ages)
    {
        double[] surprises = [.. trends.SelectMany(trend => trend.Surprises)];
        double[] variances = [.. trends.SelectMany(trend => trend.Variances)];
        double robust = ScaleOf(trends);
        return surprises.Length == 0 ? 0 : ScaleMultiples.Select(multiple => multiple * robust).Max(scale => Enumerable.Range(0, surprises.Length)
            .Sum(i => ages[i] * ((-2 * Math.Log(1 + (Square(surprises[i] / scale) / 3))) - Math.Log(scale) - (0.5 * Math.Log(variances[i])))));
    }

    private static double Square(double value) => value * value;
}
