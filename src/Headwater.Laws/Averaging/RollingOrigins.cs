namespace Headwater.Laws;

/// <summary>A curve forecast as it would have been before its last cells were measured.</summary>
/// <param name="Curve">The curve's index.</param>
/// <param name="Age">How far the end of the data was from the end now, in ln of the scale.</param>
/// <param name="Reach">For each target, its distance over that of the forecast to be made now.</param>
/// <param name="Actual">ln of the measured values at the targets.</param>
/// <param name="Forecasts">What the methods forecast.</param>
internal sealed record RollingOrigin(int Curve, double Age, double[] Reach, double[] Actual, ForecastTable Forecasts)
{
    /// <summary>The weight of what was forecast in this place: recent ends of the data at a like horizon ratio say most of the forecast to be made.</summary>
    /// <param name="target">The target's index.</param>
    /// <param name="memory">The age in ln of the scale at which a weight has fallen to 1/e.</param>
    public double Weight(int target, double memory) => Math.Exp(-Age / memory) * Reach[target];

    /// <summary>The mean absolute error of a method in ln units.</summary>
    public double Error(int method)
    {
        ReadOnlySpan<double> forecasts = Forecasts.Row(method);
        double sum = 0;
        for (int target = 0; target < forecasts.Length; target++)
        {
            sum += Math.Abs(forecasts[target] - Actual[target]);
        }

        return sum / forecasts.Length;
    }
}

/// <summary>Forecasts from every earlier end of the data of a group, each made from what was known then: noise and pooled slopes are learned anew from the shortened curves.</summary>
internal static class RollingOrigins
{
    private const int LeastCells = 3;

    // Ends of the data further back than this factor of e³ = 20 say nothing of the present.
    private const double Oldest = 3;
    private const int SingleSteps = 4;
    private const double StepGrowth = 1.4;

    private const double Rounding = 1e-9;

    /// <param name="curves">All curves of one group.</param>
    /// <param name="horizons">For each curve, the distance of its farthest target in ln of the scale.</param>
    public static IEnumerable<RollingOrigin> Of(Curve[] curves, double[] horizons)
    {
        int longest = curves.Max(curve => curve.Count);
        for (int dropped = 1; longest - dropped >= LeastCells; dropped = Next(dropped))
        {
            int cells = dropped;
            int[] kept = [.. Enumerable.Range(0, curves.Length).Where(number => curves[number].Count - cells >= LeastCells && AgeOf(curves[number], cells) < Oldest)];
            if (kept.Length == 0)
            {
                yield break;
            }

            Curve[] early = [.. kept.Select(number => curves[number].Without(cells))];
            double[][] distances = [.. kept.Select(number => DistancesOf(curves[number], cells, horizons[number]))];
            ForecastTable[] forecasts = Continuation.Of(early, distances, isFinal: false);
            for (int place = 0; place < kept.Length; place++)
            {
                Curve curve = curves[kept[place]];
                double[] targets = distances[place];
                yield return new(
                    kept[place],
                    AgeOf(curve, cells),
                    [.. targets.Select(distance => distance / horizons[kept[place]])],
                    curve.Values[^cells..][..targets.Length],
                    forecasts[place]);
            }
        }
    }

    private static int Next(int dropped) => dropped < SingleSteps ? dropped + 1 : (int)Math.Ceiling(StepGrowth * dropped);

    private static double AgeOf(Curve curve, int dropped) => curve.End - curve.Scales[^(dropped + 1)];

    // The dropped cells within the horizon, and the nearest in any case.
    private static double[] DistancesOf(Curve curve, int dropped, double horizon)
    {
        double end = curve.Scales[^(dropped + 1)];
        double[] distances = [.. curve.Scales[^dropped..].Select(scale => scale - end)];
        return [distances[0], .. distances[1..].TakeWhile(distance => distance <= horizon + Rounding)];
    }
}
