namespace Headwater.Laws;

/// <summary>
/// How wide intervals are: conformal quantiles of the average's own rolling errors, each over the spread of its draws in its place (normalised conformal
/// prediction; Lei et al. 2018, doi:10.1080/01621459.2017.1307116). What is known of a metric and of a group corrects the table's quantile by as much as it
/// has errors to show; a prior stands in where there are none.
/// </summary>
internal sealed class IntervalCalibration
{
    // The age in ln of the scale at which an error's weight has fallen to 1/e.
    private const double Memory = 1.2;

    // The quantile of |error| / spread where nothing was forecast yet, at a level of 90%, and the number of curves it counts for. It is above a normal
    // one because the same ends of the curves choose the methods: rolling errors look smaller than those to come.
    private const double PriorFactor = 2.5;
    private const double PriorLevel = 0.9;
    private const double PriorCurves = 30;

    // The number of curves that the factor of a table counts for in one of its metrics, and that of a metric in one of its groups.
    private const double ParentCurves = 8;
    private const int LeastErrors = 5;

    // Errors that were all zero, on curves without noise, do not promise that the next one is.
    private const double LeastFactor = 0.05;

    private readonly Dictionary<string, double[]> _factors = new(StringComparer.Ordinal);
    private readonly double _level;

    /// <summary>Learns the factors.</summary>
    /// <param name="curves">All curves.</param>
    /// <param name="scores">The rolling errors of the average over the spreads of its draws.</param>
    /// <param name="level">The share of measurements an interval is meant to hold.</param>
    public IntervalCalibration(Curve[] curves, IReadOnlyCollection<RollingScore> scores, double level)
    {
        _level = level;
        double[] table = Refine([.. Horizons.All.Select(_ => PriorAt(level))], scores, PriorCurves);
        ILookup<string, RollingScore> byMetric = scores.ToLookup(score => curves[score.Curve].Metric, StringComparer.Ordinal);
        foreach (IGrouping<string, Curve> metric in curves.GroupBy(curve => curve.Metric, StringComparer.Ordinal))
        {
            RollingScore[] own = [.. byMetric[metric.Key]];
            double[] ofMetric = Refine(table, own, ParentCurves);
            ILookup<string, RollingScore> byGroup = own.ToLookup(score => curves[score.Curve].Group, StringComparer.Ordinal);
            foreach (string group in metric.Select(curve => curve.Group).Distinct(StringComparer.Ordinal))
            {
                _factors[group] = Refine(ofMetric, [.. byGroup[group]], ParentCurves);
            }
        }
    }

    /// <summary>Half the width of the interval over the spread of the draws, for a forecast of a group's curve at a distance (in ln of the scale) beyond its end.</summary>
    public double FactorAt(string group, double distance)
    {
        (int below, double share) = Horizons.Place(distance);
        return Math.Exp(((1 - share) * Math.Log(_factors[group][below])) + (share * Math.Log(_factors[group][below + 1])));
    }

    // The tail of a double exponential: heavier than a normal one, as rolling errors are.
    private static double PriorAt(double level) => PriorFactor * Math.Log(1 - level) / Math.Log(1 - PriorLevel);

    private double[] Refine(double[] prior, IReadOnlyCollection<RollingScore> scores, double priorCurves)
    {
        if (scores.Count < LeastErrors)
        {
            return prior;
        }

        double[] ratios = [.. scores.Select(score => score.Ratio)];
        return [.. prior.Select((factor, place) =>
        {
            double[] weights = [.. scores.Select(score => score.Weight(Horizons.All[place], Memory))];
            double seen = WeightedSample.Quantile(ratios, weights, _level);
            // The errors of one curve are one voice: its earlier ends share most of their data.
            double count = WeightedSample.EffectiveCount([.. scores.Zip(weights).GroupBy(item => item.First.Curve).Select(one => one.Sum(item => item.Second))]);
            return Math.Exp(((priorCurves * Math.Log(factor)) + (count * Math.Log(Math.Max(seen, LeastFactor)))) / (count + priorCurves));
        })];
    }
}

/// <summary>An error of the average at an earlier end of a curve.</summary>
/// <param name="Curve">The curve's index.</param>
/// <param name="Age">How far that end was from the end now, in ln of the scale.</param>
/// <param name="Distance">How far it was forecast.</param>
/// <param name="Ratio">The error over the spread of the draws there.</param>
internal readonly record struct RollingScore(int Curve, double Age, double Distance, double Ratio)
{
    /// <summary>What the error says of a forecast at a horizon: recent ends forecast about as far say most.</summary>
    public double Weight(double horizon, double memory) => Math.Exp(-Age / memory) * Math.Min(Distance / horizon, horizon / Distance);
}
