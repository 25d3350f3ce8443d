namespace Headwater.Laws;

/// <summary>Finds the scale at which a series reaches a value, in each draw of its law.</summary>
internal static class ReachFinder
{
    private const int Steps = 240;

    // How far is looked where any extrapolation is allowed.
    private const double FarthestHorizon = 1e6;

    /// <summary>Where the series of a candidate reaches the target.</summary>
    public static TargetReach Of(Candidate candidate, double target, AnalysisOptions options)
    {
        double sign = candidate.HigherIsBetter ? 1 : -1;
        double horizon = candidate.Last.X * (options.AllowExtrapolation ? FarthestHorizon : Forecaster.RefuseBeyond);
        MeasuredPoint[] reached = [.. candidate.Score.Result.Points.Where(point => point.X > 0 && sign * point.Y >= sign * target)];
        TargetReach reach = new() { Target = target, Measured = reached.Length == 0 ? null : reached[0].X, Horizon = horizon, Level = options.Level };
        if (candidate.Forecaster is not { } forecaster)
        {
            return reach;
        }

        // No measurement goes beyond the ends of the metric, whatever a law says.
        MetricRange range = MetricRange.Of(MetricTraits.Of(candidate.Score.Result.Metric), candidate.Score.Source.Rows);
        double[] scales = target == range.Clip(target) ? Crossings(forecaster, Math.Exp(candidate.Curve.X[0]), horizon, target, sign) : [double.PositiveInfinity];
        IntervalEstimate scale = IntervalEstimate.Of(scales, options.Level)!.Value;
        return reach with
        {
            Scale = Finite(scale.Value),
            Low = Finite(scale.Low),
            High = Finite(scale.High),
            Probability = scales.Average(x => double.IsFinite(x) ? 1.0 : 0.0),
        };
    }

    // The first crossing of each draw on a logarithmic grid, straight between its places; infinite for never.
    private static double[] Crossings(SeriesForecaster forecaster, double first, double horizon, double target, double sign)
    {
        double step = Math.Log(horizon / first) / Steps;
        double[] grid = [.. Enumerable.Range(0, Steps + 1).Select(k => first * Math.Exp(k * step))];
        return [.. forecaster.DrawsAt(grid).Select(draw =>
        {
            int place = Array.FindIndex(draw, value => sign * value >= sign * target);
            return place < 0 ? double.PositiveInfinity
                : place == 0 || !double.IsFinite(draw[place - 1]) ? grid[place]
                : grid[place - 1] * Math.Exp(step * (target - draw[place - 1]) / (draw[place] - draw[place - 1]));
        })];
    }

    private static double? Finite(double scale) => double.IsFinite(scale) ? scale : null;
}
