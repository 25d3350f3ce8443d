namespace Headwater.Laws;

/// <summary>
/// How wide intervals are: conformal quantiles of the average's own rolling errors, each over the spread of the methods and the noise in its place
/// (normalised conformal prediction; Lei et al. 2018, doi:10.1080/01621459.2017.1307116). What is known of a metric and of a group corrects the table's
/// quantile by as much as it has errors to show; a prior stands in where there are none.
/// </summary>
internal sealed class Calibration
{
    private const double Memory = 0.58;

    // The factor where nothing was forecast yet, at a level of 90 %, and the number of errors it counts for.
    private const double PriorFactor = 2.5;
    private const double PriorLevel = 0.9;
    private const double PriorErrors = 20;
    private const int LeastErrors = 5;

    // Errors that were all zero, on curves without noise, do not promise that the next one is.
    private const double LeastFactor = 0.05;

    private const double LeastNoise = 1e-4;
    private const double UnknownNoise = 0.01;

    private readonly Dictionary<string, double> noises;
    private readonly Dictionary<string, double> factors = new(StringComparer.Ordinal);
    private readonly double level;

    public Calibration(Curve[] curves, IEnumerable<RollingOrigin> origins, double[][] weights, double level)
    {
        this.level = level;
        noises = curves.GroupBy(curve => curve.Group, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Math.Max(LeastNoise, CurveNoise.Of(group) ?? UnknownNoise), StringComparer.Ordinal);
        Score[] scores = [.. origins.SelectMany(origin => ScoresOf(origin, curves[origin.Curve], weights[origin.Curve]))];
        double table = Refine(PriorAt(level), scores);
        ILookup<string, Score> byMetric = scores.ToLookup(score => score.Curve.Metric, StringComparer.Ordinal);
        foreach (IGrouping<string, Curve> metric in curves.GroupBy(curve => curve.Metric, StringComparer.Ordinal))
        {
            Score[] own = [.. byMetric[metric.Key]];
            double factor = Refine(table, own);
            ILookup<string, Score> byGroup = own.ToLookup(score => score.Curve.Group, StringComparer.Ordinal);
            foreach (string group in metric.Select(curve => curve.Group).Distinct(StringComparer.Ordinal))
            {
                factors[group] = Refine(factor, [.. byGroup[group]]);
            }
        }
    }

    /// <summary>The half width of the interval at one place, in ln units.</summary>
    public double HalfWidth(Curve curve, double[] forecasts, double[] weights) => factors[curve.Group] * Spread(curve, forecasts, weights);

    // The tail of a double exponential: heavier than a normal one, as rolling errors are.
    private static double PriorAt(double level) => PriorFactor * Math.Log(1 - level) / Math.Log(1 - PriorLevel);

    // How far the methods are apart, and the noise of one measurement.
    private double Spread(Curve curve, double[] forecasts, double[] weights) => WeightedSample.StandardDeviation(forecasts, weights) + noises[curve.Group];

    private double Refine(double factor, Score[] scores)
    {
        if (scores.Length < LeastErrors)
        {
            return factor;
        }

        double seen = WeightedSample.Quantile([.. scores.Select(score => score.Ratio)], [.. scores.Select(score => score.Weight)], level);
        return Math.Exp(((PriorErrors * Math.Log(factor)) + (scores.Length * Math.Log(Math.Max(seen, LeastFactor)))) / (scores.Length + PriorErrors));
    }

    private IEnumerable<Score> ScoresOf(RollingOrigin origin, Curve curve, double[] weights)
    {
        for (int target = 0; target < origin.Actual.Length; target++)
        {
            double[] forecasts = origin.Forecasts.Column(target);
            double error = Math.Abs(WeightedSample.InterquartileMean(forecasts, weights) - origin.Actual[target]);
            yield return new(curve, error / Spread(curve, forecasts, weights), origin.Weight(target, Memory));
        }
    }

    // An error of the average in standard spreads, and what it counts.
    private readonly record struct Score(Curve Curve, double Ratio, double Weight);
}
